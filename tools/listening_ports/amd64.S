# For each byte of its input, writes /proc/net/tcp and /proc/net/tcp6 and a line with a dot. Ends with
# its input. It is one segment of its own making, since an executable of a linker has pages of padding.
.intel_syntax noprefix
.code64
.set BASE, 0x400000
.set SIZE, end - header

header:
	.byte 0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0
	.word 2, 62			# an executable for x86-64
	.long 1
	.quad BASE + start - header	# where it begins
	.quad segment - header, 0
	.long 0
	.word 64, 56, 1, 64, 0, 0
segment:
	.long 1, 5			# loaded, to be read and run
	.quad 0, BASE, BASE
	.quad SIZE, SIZE, 0x1000

start:
	sub rsp, 4096
serve:
	xor eax, eax			# read
	xor edi, edi
	mov rsi, rsp
	mov edx, 1
	syscall
	cmp eax, 1
	jne exit
	lea rdi, [rip + tcp]
	call dump
	lea rdi, [rip + tcp6]
	call dump
	mov eax, 1			# write
	mov edi, 1
	lea rsi, [rip + dot]
	mov edx, 2
	syscall
	jmp serve
exit:
	mov eax, 60			# exit
	xor edi, edi
	syscall

dump:
	mov eax, 2			# open
	xor esi, esi
	syscall
	test eax, eax
	js done				# without IPv6 there is no tcp6
	mov ebx, eax
copy:
	xor eax, eax			# read
	mov edi, ebx
	lea rsi, [rsp + 8]
	mov edx, 4096
	syscall
	test eax, eax
	jle close
	mov edx, eax
	mov eax, 1			# write
	mov edi, 1
	syscall
	jmp copy
close:
	mov eax, 3			# close
	mov edi, ebx
	syscall
done:
	ret

tcp:	.asciz "/proc/net/tcp"
tcp6:	.asciz "/proc/net/tcp6"
dot:	.ascii ".\n"
end:
