/*
 * As inv_receive.c, and the program writes a NUL at in[len], as many do, or over the 8 bytes from there. Nothing that
 * is received later is spoilt by it.
 *
 * ONLY-OURS: with genuine lws 4.1 that is the head of the next frame.
 */
#define main receive_main
#include "inv_receive.c"
#undef main

int main(void)
{
	int failed;

	spoil = 1;
	failed = receive_main();
	spoil = 8;
	return failed || receive_main();
}
