import { ApiError, ProtocolError } from "../errors.ts";
import { refuse } from "./refusal.ts";

const encoder = new TextEncoder();

/** JSON in base64url with its padding: the form in which engines take credentials in headers. */
export function toCredentialHeader(credentials: object): string {
  let binary = "";
  for (const byte of encoder.encode(JSON.stringify(credentials))) {
    binary += String.fromCharCode(byte);
  }
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_");
}

/**
 * The same error without these secrets, should the engine, a registry, or what stands before them have
 * said back what they were sent.
 */
export function withoutSecrets(error: unknown, secrets: readonly (string | undefined)[]): unknown {
  // As they are, and as they stand in the body that was sent.
  const forms = secrets.filter((secret) => secret !== undefined && secret !== "")
    .flatMap((secret) => [JSON.stringify(secret).slice(1, -1), `${secret}`]);
  const hide = (text: string): string =>
    forms.reduce((hidden, form) => hidden.replaceAll(form, "***"), text);
  if (error instanceof ApiError) {
    const { status, method, path } = error;
    const explanation = hide(error.explanation);
    return explanation === error.explanation
      ? error
      : refuse({ status, method, path, explanation });
  }
  // Without its cause, which may quote what came, too.
  return error instanceof ProtocolError ? new ProtocolError(hide(error.message)) : error;
}
