/*
 * load: the benchmark's load generator. One thread, epoll. `load --help` lists the options; client.c does the work.
 */
#define _GNU_SOURCE
#include "client.h"
#include <arpa/inet.h>
#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* How many connections "each" keeps busy at a time */
enum { GROUP = 100 };

struct options opt = { .host = "127.0.0.1", .path = "/", .connections = 1, .burst = 1, .in_flight = 1, .size = 64, .timeout = 10 };
struct sockaddr_in server;

static void on_signal(int sig)
{
	(void)sig;
	stop++;
}

/* ---- driven by another program: commands on stdin, one answer line each ---- */

static void command(char *line)
{
	uint64_t messages = 0, t0 = clock_ns();
	double arg = 0;
	char word[16];

	if (sscanf(line, "%15s %lf", word, &arg) < 1)
		return;
	if (!strcmp(word, "run") && arg > 0) {
		client_run(0, opt.active, (uint64_t)(arg * 1e6), 0);
		messages = now.completed;
	} else if (!strcmp(word, "each") && arg >= 1 && !opt.connect) {
		for (long i = 0; i < opt.connections && !stop; i += GROUP) {
			long n = opt.connections - i < GROUP ? opt.connections - i : GROUP;

			client_run(i, n, 0, (uint64_t)arg);
			messages += now.completed;
		}
	} else if (!strcmp(word, "quit")) {
		stop = 1;
		return;
	} else
		die("unknown command \"%s\"; there are: run MILLISECONDS, each MESSAGES, quit", line);
	printf("done %llu %llu\n", (unsigned long long)messages, (unsigned long long)(clock_ns() - t0));
	fflush(stdout);
}

/* Keeps the connections open, and obeys stdin if --control asks for it, until a time or a signal */
static void hold(uint64_t until)
{
	char line[128];
	size_t len = 0;

	if (opt.control)
		client_watch_stdin();
	while (!stop && (!until || clock_ns() < until)) {
		ssize_t r;

		client_turn(until ? 100 : 1000);
		if (!stdin_ready)
			continue;
		stdin_ready = 0;
		r = read(0, line + len, sizeof line - 1 - len);
		if (r <= 0)
			return;
		len += (size_t)r;
		line[len] = 0;
		for (char *end; (end = strchr(line, '\n')) && !stop; ) {
			*end++ = 0;
			command(line);
			len -= (size_t)(end - line);
			memmove(line, end, len + 1);
		}
		if (len == sizeof line - 1)
			die("a command line is too long");
	}
}

/* ---- setting up ---- */

static const char help[] =
	"usage: load --port PORT [options]\n"
	"Sends websocket messages to an echo server and compares every byte that comes back.\n\n"
	"  --host ADDRESS       IPv4 address (127.0.0.1)\n"
	"  --path PATH          of the request (/)\n"
	"  --protocol NAME      sub-protocol to ask for (none)\n"
	"  --connections N      open N connections (1)\n"
	"  --active N           only the first N carry messages (all)\n"
	"  --size BYTES         of each message (64)\n"
	"  --burst N            messages sent in one go, in one segment if they fit (1)\n"
	"  --in-flight N        bursts on their way per connection (1)\n"
	"  --text               text messages instead of binary ones\n"
	"  --seconds S          how long (1, or until --count)\n"
	"  --count N            how many messages, rounded up to whole bursts\n"
	"  --connect            each message is: connect, upgrade, close; --connections of them at a time\n"
	"  --get                each message is a GET of --path on a kept connection\n"
	"  --file FILE          with --get: what the body must be\n"
	"  --idle               open the connections, say \"ready N\", hold them for --seconds or until stopped\n"
	"  --control            say \"ready N\", then obey stdin: \"run MILLISECONDS\", \"each MESSAGES\" (on every\n"
	"                       connection, 100 at a time), \"quit\"; each answers \"done MESSAGES NANOSECONDS\"\n"
	"  --timeout S          give up when nothing has moved for S seconds (10)\n"
	"Exit status: 0 all came back right, 1 something did not, 2 wrong usage.\n";

static void usage(const char *why, const char *what)
{
	fprintf(stderr, "load: %s%s (see load --help)\n", why, what);
	exit(2);
}

static long number(const char *name, const char *text, long min, long max)
{
	char *end;
	long v;

	errno = 0;
	v = strtol(text, &end, 10);
	if (errno || end == text || *end || v < min || v > max) {
		fprintf(stderr, "load: --%s: \"%s\" is not a number from %ld to %ld\n", name, text, min, max);
		exit(2);
	}
	return v;
}

static double seconds(const char *name, const char *text)
{
	char *end;
	double v = strtod(text, &end);

	if (end == text || *end || !(v > 0 && v < 1e6)) {
		fprintf(stderr, "load: --%s: \"%s\" is not a time in seconds\n", name, text);
		exit(2);
	}
	return v;
}

static void options(int argc, char **argv)
{
	static const struct option list[] = {
		{ "host", 1, NULL, 'h' }, { "path", 1, NULL, 'p' }, { "protocol", 1, NULL, 'P' }, { "port", 1, NULL, 'o' },
		{ "connections", 1, NULL, 'n' }, { "active", 1, NULL, 'a' }, { "size", 1, NULL, 's' }, { "burst", 1, NULL, 'b' },
		{ "in-flight", 1, NULL, 'f' }, { "text", 0, NULL, 't' }, { "seconds", 1, NULL, 'S' }, { "count", 1, NULL, 'c' },
		{ "connect", 0, NULL, 'C' }, { "get", 0, NULL, 'g' }, { "file", 1, NULL, 'F' }, { "idle", 0, NULL, 'i' },
		{ "control", 0, NULL, 'l' }, { "timeout", 1, NULL, 'T' }, { "help", 0, NULL, 'H' }, { NULL, 0, NULL, 0 }
	};
	int k, i = 0;

	while ((k = getopt_long(argc, argv, "", list, &i)) != -1)
		switch (k) {
		case 'h': opt.host = optarg; break;
		case 'p': opt.path = optarg; break;
		case 'P': opt.protocol = optarg; break;
		case 'o': opt.port = number("port", optarg, 1, 65535); break;
		case 'n': opt.connections = number("connections", optarg, 1, 1000000); break;
		case 'a': opt.active = number("active", optarg, 1, 1000000); break;
		case 's': opt.size = number("size", optarg, 0, 1 << 28); break;
		case 'b': opt.burst = number("burst", optarg, 1, 100000); break;
		case 'f': opt.in_flight = number("in-flight", optarg, 1, 100000); break;
		case 't': opt.text = 1; break;
		case 'S': opt.seconds = seconds("seconds", optarg); break;
		case 'c': opt.count = (uint64_t)number("count", optarg, 1, 1000000000000); break;
		case 'C': opt.connect = 1; break;
		case 'g': opt.get = 1; break;
		case 'F': opt.file = optarg; break;
		case 'i': opt.idle = 1; break;
		case 'l': opt.control = 1; break;
		case 'T': opt.timeout = seconds("timeout", optarg); break;
		case 'H': fputs(help, stdout); exit(0);
		default: exit(2);	/* getopt has said what is wrong */
		}
	if (optind < argc)
		usage("unexpected ", argv[optind]);
	if (!opt.port)
		usage("--port is needed", "");
	if (opt.connect + opt.get + opt.idle > 1)
		usage("only one of --connect, --get, --idle", "");
	if (!opt.active)
		opt.active = opt.connections;
	if (opt.active > opt.connections)
		usage("--active is more than --connections", "");
	if ((opt.size + 14) * opt.burst > 1L << 28)
		usage("--size times --burst is more than 256 MiB", "");
	if (opt.file && !opt.get)
		usage("--file goes with --get", "");
	server.sin_family = AF_INET;
	server.sin_port = htons((uint16_t)opt.port);
	if (inet_pton(AF_INET, opt.host, &server.sin_addr) != 1)
		usage("not an IPv4 address: ", opt.host);
}

static void limits_and_signals(void)
{
	struct sigaction sa = { .sa_handler = on_signal };
	struct rlimit lim;

	sigaction(SIGINT, &sa, NULL);
	sigaction(SIGTERM, &sa, NULL);
	getrlimit(RLIMIT_NOFILE, &lim);
	lim.rlim_cur = lim.rlim_max;
	setrlimit(RLIMIT_NOFILE, &lim);
	if (lim.rlim_cur < (rlim_t)opt.connections + 16)
		die("%ld connections need more open files than the limit of %llu", opt.connections, (unsigned long long)lim.rlim_cur);
}

int main(int argc, char **argv)
{
	long ready = 0;
	double s;

	options(argc, argv);
	limits_and_signals();
	client_prepare();
	if (!opt.connect)
		ready = client_open_all();
	if (opt.idle || opt.control) {
		printf("ready %ld\n", ready);
		fflush(stdout);
		hold(opt.seconds > 0 ? clock_ns() + (uint64_t)(opt.seconds * 1e9) : 0);
		return 0;
	}
	if (!(opt.seconds > 0) && !opt.count)
		opt.seconds = 1;
	client_run(0, opt.active, (uint64_t)(opt.seconds * 1e9), 0);
	s = (double)(clock_ns() - now.started) / 1e9;
	printf("%llu %s in %.3f s: %.0f a second, %.1f MB/s of payload each way\n", (unsigned long long)now.completed,
	       opt.connect ? "connections" : opt.get ? "responses" : "messages", s, (double)now.completed / s,
	       (double)now.payload_bytes / s / 1e6);
	if (client_percentile(.5) > 0)
		printf("round trip%s: median %.1f us, 99 %% %.1f us\n", opt.burst > 1 ? " of a burst" : "", client_percentile(.5),
		       client_percentile(.99));
	return 0;
}
