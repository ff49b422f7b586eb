/* What load.c (options, commands, report) and client.c (connections and their traffic) share */
#ifndef BENCH_CLIENT_H
#define BENCH_CLIENT_H

#include <netinet/in.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>

/* Payloads are windows into a table of random bytes: this many different ones */
enum { WINDOWS = 4096 };

/* The command line, checked */
struct options {
	const char *host, *path, *protocol, *file;
	long port, connections, active, burst, in_flight, size;
	uint64_t count;
	double seconds, timeout;
	int text, connect, get, idle, control;
};

/* The run now going on, or the last one */
struct progress {
	uint64_t started;		/* when, in ns */
	uint64_t completed;		/* messages that came back right */
	uint64_t outstanding;		/* messages that have not come back yet */
	uint64_t payload_bytes;
};

extern struct options opt;
extern struct progress now;
extern struct sockaddr_in server;
extern volatile sig_atomic_t stop;	/* counts the requests to end: signals, "quit" */
extern int stdin_ready;

void die(const char *fmt, ...);
void *allocate(size_t n);
uint64_t clock_ns(void);

void client_prepare(void);
void client_watch_stdin(void);
/* Opens all connections; how many there are then */
long client_open_all(void);
/* Waits up to ms for something to happen, and deals with it */
void client_turn(int ms);
/*
 * Traffic on connections first..first+n-1. It ends when ns have passed (0: no limit), and when opt.count messages
 * (0: no limit) have come back or, if `each` is not 0, that many on every connection.
 */
void client_run(long first, long n, uint64_t ns, uint64_t each);
/* Microseconds that this part (0 to 1) of the timed round trips stayed below; 0 if none was timed */
double client_percentile(double part);

#endif
