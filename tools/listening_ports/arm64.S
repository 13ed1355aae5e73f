// What amd64.S is, for arm64.
.set BASE, 0x400000
.set SIZE, end - header

header:
	.byte 0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0
	.hword 2, 183			// an executable for AArch64
	.word 1
	.quad BASE + start - header	// where it begins
	.quad segment - header, 0
	.word 0
	.hword 64, 56, 1, 64, 0, 0
segment:
	.word 1, 5			// loaded, to be read and run
	.quad 0, BASE, BASE
	.quad SIZE, SIZE, 0x10000

start:
	sub sp, sp, 4096
serve:
	mov x0, 0
	mov x1, sp
	mov x2, 1
	mov x8, 63			// read
	svc 0
	cmp x0, 1
	b.ne exit
	adr x1, tcp
	bl dump
	adr x1, tcp6
	bl dump
	mov x0, 1
	adr x1, dot
	mov x2, 2
	mov x8, 64			// write
	svc 0
	b serve
exit:
	mov x0, 0
	mov x8, 93			// exit
	svc 0

dump:
	mov x0, -100			// from the working directory, though the path is absolute
	mov x2, 0
	mov x3, 0
	mov x8, 56			// openat
	svc 0
	tbnz x0, 63, done		// without IPv6 there is no tcp6
	mov x19, x0
copy:
	mov x0, x19
	mov x1, sp
	mov x2, 4096
	mov x8, 63			// read
	svc 0
	cmp x0, 0
	b.le close
	mov x2, x0
	mov x0, 1
	mov x1, sp
	mov x8, 64			// write
	svc 0
	b copy
close:
	mov x0, x19
	mov x8, 57			// close
	svc 0
done:
	ret

tcp:	.asciz "/proc/net/tcp"
tcp6:	.asciz "/proc/net/tcp6"
dot:	.ascii ".\n"
end:
