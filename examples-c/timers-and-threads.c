/*
 * timers-and-threads.c - work in other threads, and things that happen in time.
 *
 *     cc -std=c99 timers-and-threads.c -o timers-and-threads \
 *             $(pkg-config --cflags --libs libwebsockets) -lpthread
 *     ./timers-and-threads [-p PORT] [-w WORKERS] [-i IDLE-SECONDS]
 *
 * A websocket of the protocol "primes" sends a number, and is told how many
 * primes there are up to it. That can take long, and while lws_service() runs
 * a callback nobody else is served. So the counting is done by worker threads:
 *
 *   RECEIVE puts a job on a list and wakes a worker. When the worker is done it
 *   puts the job on another list and calls lws_cancel_service(), the function
 *   of lws that is made to be called from other threads. It makes
 *   lws_service() return from its wait and give EVENT_WAIT_CANCELLED to the
 *   protocols. There, on the service thread again, the results are taken from
 *   the list and given to their sessions.
 *
 * Who asked may be gone by then. A job therefore does not point to a session
 * or a `struct lws`. It has the number of its session, and no two sessions
 * ever have the same: a result whose session is not found is thrown away.
 *
 * The two lists are the only things that threads share, and one mutex guards
 * them. Everything else belongs to the service thread and needs no lock.
 *
 * Three kinds of time:
 *
 *   lws_sul_schedule()     a timer of the program: each second, all sessions
 *                          are told how much there is to do
 *   lws_set_timer_usecs()  a timer of one connection: who says nothing for a
 *                          while, and waits for nothing, is sent away
 *   on_signal()            Ctrl-C: the workers stop in the middle of their job,
 *                          then all ends in order
 *
 * What it says is text: "primes LIMIT COUNT", "todo NUMBER", "error WHY".
 */
#define _POSIX_C_SOURCE 200809L /* for pthread_sigmask() with -std=c99 */

#include <libwebsockets.h>

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_WORKERS 16
#define MAX_LIMIT 100000000     /* primes up to this one are counted */
#define MAX_TEXT 32             /* bytes of a message */
#define MAX_JOBS 8              /* that one session may have at a time */
#define MAX_TODO 1000           /* jobs of all sessions together */

/* ------------------------------------------------------------------------
 * Jobs, and the threads that do them.
 */

struct job {
	struct job *next;
	unsigned long long session;     /* the number of who wants to know */
	unsigned long limit, count;
};

struct list {
	struct job *first, **end;       /* end: where the next one is put */
};

static void list_init(struct list *l)
{
	l->first = NULL;
	l->end = &l->first;
}

static void list_add(struct list *l, struct job *j)
{
	j->next = NULL;
	*l->end = j;
	l->end = &j->next;
}

static struct job *list_take(struct list *l)
{
	struct job *j = l->first;

	if (j) {
		l->first = j->next;
		if (!l->first)
			l->end = &l->first;
	}

	return j;
}

static void list_free(struct list *l)
{
	struct job *j;

	while ((j = list_take(l)))
		free(j);
}

/* What the threads share. Nothing in here is touched without the mutex. */
struct shared {
	pthread_mutex_t mutex;
	pthread_cond_t more;            /* there is a job, or it is all over */
	struct list todo, done;
	int stopping;
};

struct session;

/*
 * What the program knows. There is one of these, in main(). It belongs to the
 * service thread, but for `shared`, and for `context`, which is set before the
 * workers begin.
 */
struct app {
	struct shared shared;
	struct lws_context *context;
	pthread_t workers[MAX_WORKERS];
	int n_workers;

	struct session *sessions;       /* those that are open */
	unsigned long long last_number; /* given to the newest of them */
	unsigned int todo;              /* jobs that have not come back */
	unsigned int seconds;           /* that the timer has counted */
	unsigned int idle;              /* how long one may be silent */
	lws_sorted_usec_list_t timer;
};

static int is_stopping(struct shared *s)
{
	int stopping;

	pthread_mutex_lock(&s->mutex);
	stopping = s->stopping;
	pthread_mutex_unlock(&s->mutex);

	return stopping;
}

/* The work. Slow on purpose. Not 0: it was given up. */
static int count_primes(struct shared *s, struct job *j)
{
	unsigned long n, d;

	j->count = j->limit >= 2;
	for (n = 3; n <= j->limit; n += 2) {
		/* A lock costs little now and then, and much each time. */
		if (n % 65536 == 1 && is_stopping(s))
			return -1;
		for (d = 3; d * d <= n; d += 2)
			if (!(n % d))
				break;
		if (d * d > n)
			j->count++;
	}

	return 0;
}

static void *worker(void *arg)
{
	struct app *app = arg;
	struct shared *s = &app->shared;
	struct job *j;

	for (;;) {
		pthread_mutex_lock(&s->mutex);
		while (!s->stopping && !s->todo.first)
			pthread_cond_wait(&s->more, &s->mutex);
		j = s->stopping ? NULL : list_take(&s->todo);
		pthread_mutex_unlock(&s->mutex);
		if (!j)
			return NULL;

		if (count_primes(s, j)) {
			free(j);
			return NULL;
		}

		pthread_mutex_lock(&s->mutex);
		list_add(&s->done, j);
		pthread_mutex_unlock(&s->mutex);

		/* Now tell the service thread, in the one way there is. */
		lws_cancel_service(app->context);
	}
}

static int start_workers(struct app *app, int count)
{
	sigset_t all, before;
	int failed = 0;

	pthread_mutex_init(&app->shared.mutex, NULL);
	pthread_cond_init(&app->shared.more, NULL);
	list_init(&app->shared.todo);
	list_init(&app->shared.done);

	/* A thread begins with the mask of its maker: signals are for main(). */
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	while (app->n_workers < count && !failed) {
		failed = pthread_create(&app->workers[app->n_workers], NULL,
					worker, app);
		app->n_workers += !failed;
	}
	pthread_sigmask(SIG_SETMASK, &before, NULL);

	return failed ? -1 : 0;
}

static void stop_workers(struct app *app)
{
	pthread_mutex_lock(&app->shared.mutex);
	app->shared.stopping = 1;
	pthread_cond_broadcast(&app->shared.more);
	pthread_mutex_unlock(&app->shared.mutex);

	while (app->n_workers)
		pthread_join(app->workers[--app->n_workers], NULL);

	/* There is no other thread any more, so no lock is needed. */
	list_free(&app->shared.todo);
	list_free(&app->shared.done);
	pthread_cond_destroy(&app->shared.more);
	pthread_mutex_destroy(&app->shared.mutex);
}

/* ------------------------------------------------------------------------
 * Sessions: the service thread's side.
 */

struct session {
	struct session *next;           /* in app->sessions */
	struct lws *wsi;
	unsigned long long number;
	struct list results;            /* that wait to be sent */
	unsigned int jobs;              /* asked for and not yet answered */
	unsigned int told;              /* the second it was last told of */
	const char *error;              /* to be sent, or NULL */
	size_t len;                     /* of the message so far */
	char text[MAX_TEXT + 1];
};

static struct app *app_of(struct lws *wsi)
{
	return lws_context_user(lws_get_context(wsi));
}

/* Counts from now on: the timer is set anew by whatever happens. */
static void not_idle(struct app *app, struct lws *wsi)
{
	lws_set_timer_usecs(wsi, (lws_usec_t)app->idle * LWS_US_PER_SEC);
}

/* A whole message: the limit of a new job. */
static void ask(struct app *app, struct session *s)
{
	struct job *j;
	char *end;
	unsigned long limit = strtoul(s->text, &end, 10);

	lws_callback_on_writable(s->wsi);
	if (s->text[0] < '0' || s->text[0] > '9' || *end || limit > MAX_LIMIT) {
		s->error = "send a number of up to 100000000";
		return;
	}
	if (s->jobs == MAX_JOBS || app->todo == MAX_TODO) {
		s->error = "too much to do, ask again later";
		return;
	}
	j = calloc(1, sizeof(*j));
	if (!j) {
		s->error = "no memory";
		return;
	}
	j->session = s->number;
	j->limit = limit;
	s->jobs++;
	app->todo++;

	pthread_mutex_lock(&app->shared.mutex);
	list_add(&app->shared.todo, j);
	pthread_cond_signal(&app->shared.more);
	pthread_mutex_unlock(&app->shared.mutex);
}

/*
 * Some worker is done. It may be several of them: wake-ups that come together
 * become one, so all results are taken.
 */
static void collect(struct app *app)
{
	struct list done;
	struct session *s;
	struct job *j;

	/* Hold the mutex only as long as it takes to take the list. */
	list_init(&done);
	pthread_mutex_lock(&app->shared.mutex);
	while ((j = list_take(&app->shared.done)))
		list_add(&done, j);
	pthread_mutex_unlock(&app->shared.mutex);

	while ((j = list_take(&done))) {
		app->todo--;
		for (s = app->sessions; s && s->number != j->session; s = s->next)
			;
		if (!s) {       /* closed meanwhile */
			free(j);
			continue;
		}
		list_add(&s->results, j);
		lws_callback_on_writable(s->wsi);
	}
}

/* Each second, by the timer, which has to be set again each time. */
static void tick(lws_sorted_usec_list_t *timer)
{
	struct app *app = lws_container_of(timer, struct app, timer);
	struct session *s;

	app->seconds++;
	for (s = app->sessions; s; s = s->next)
		lws_callback_on_writable(s->wsi);
	lws_sul_schedule(app->context, 0, &app->timer, tick, LWS_US_PER_SEC);
}

/* Writes one message, if there is one. 0, or -1: the connection is dead. */
static int write_one(struct app *app, struct session *s)
{
	char buf[LWS_PRE + 128], *text = buf + LWS_PRE;
	struct job *j;
	int n;

	if ((j = list_take(&s->results))) {
		n = lws_snprintf(text, 128, "primes %lu %lu", j->limit, j->count);
		free(j);
		s->jobs--;
	} else if (s->error) {
		n = lws_snprintf(text, 128, "error %s", s->error);
		s->error = NULL;
	} else if (s->told != app->seconds) {
		/* Who is slow is told of the newest second alone. */
		s->told = app->seconds;
		n = lws_snprintf(text, 128, "todo %u", app->todo);
	} else
		return 0;

	if (lws_write(s->wsi, (unsigned char *)text, (size_t)n,
		      LWS_WRITE_TEXT) < n)
		return -1;
	lws_callback_on_writable(s->wsi);       /* until nothing is left */

	return 0;
}

static int primes(struct lws *wsi, enum lws_callback_reasons reason,
		  void *user, void *in, size_t len)
{
	static const char bye[] = "idle";
	struct session *s = user, **p;
	struct app *app;

	switch (reason) {

	case LWS_CALLBACK_EVENT_WAIT_CANCELLED:
		/* For the protocol, not for a connection: `user` is NULL. */
		collect(app_of(wsi));
		break;

	case LWS_CALLBACK_ESTABLISHED:
		app = app_of(wsi);
		s->wsi = wsi;
		s->number = ++app->last_number;
		s->told = app->seconds;
		list_init(&s->results);
		s->next = app->sessions;
		app->sessions = s;
		not_idle(app, wsi);
		break;

	case LWS_CALLBACK_CLOSED:
		/* Its jobs go on, and nobody will want the results. */
		app = app_of(wsi);
		for (p = &app->sessions; *p != s; p = &(*p)->next)
			;
		*p = s->next;
		list_free(&s->results);
		break;

	case LWS_CALLBACK_RECEIVE:
		app = app_of(wsi);
		if (lws_is_first_fragment(wsi))
			s->len = 0;
		if (len > MAX_TEXT - s->len)
			return -1;
		if (len)
			memcpy(s->text + s->len, in, len);
		s->len += len;
		s->text[s->len] = '\0';
		not_idle(app, wsi);
		if (lws_is_final_fragment(wsi))
			ask(app, s);
		break;

	case LWS_CALLBACK_SERVER_WRITEABLE:
		return write_one(app_of(wsi), s);

	case LWS_CALLBACK_TIMER:
		if (s->jobs) {  /* it is we who are slow */
			not_idle(app_of(wsi), wsi);
			break;
		}
		lws_close_reason(wsi, LWS_CLOSE_STATUS_GOINGAWAY,
				 (unsigned char *)bye, sizeof(bye) - 1);
		return -1;

	default:
		break;
	}

	return 0;
}

/* ------------------------------------------------------------------------
 * main
 */

static const struct lws_protocols protocols[] = {
	{ .name = "http", .callback = lws_callback_http_dummy },
	{
		.name = "primes",
		.callback = primes,
		.per_session_data_size = sizeof(struct session),
		.rx_buffer_size = 128
	},
	{ .name = NULL }
};

/* What the Ctrl-C handler has to reach. It can be given no argument. */
static struct lws_context *to_wake;
static volatile sig_atomic_t interrupted;

static void on_signal(int sig)
{
	(void)sig;
	interrupted = 1;
	lws_cancel_service(to_wake);    /* makes a waiting lws_service() return */
}

/* Reads the command line. 0, or -1: it makes no sense. */
static int options(int argc, char **argv, int *port, int *workers,
		   unsigned int *idle)
{
	char *end;
	long number;
	int n;

	for (n = 1; n + 1 < argc; n += 2) {
		number = strtol(argv[n + 1], &end, 10);
		if (end == argv[n + 1] || *end || number < 1 || number > 65535)
			return -1;
		if (!strcmp(argv[n], "-p"))
			*port = (int)number;
		else if (!strcmp(argv[n], "-w") && number <= MAX_WORKERS)
			*workers = (int)number;
		else if (!strcmp(argv[n], "-i"))
			*idle = (unsigned int)number;
		else
			return -1;
	}

	return n == argc ? 0 : -1;
}

int main(int argc, char **argv)
{
	static struct app app;          /* static: zeroed */
	struct lws_context_creation_info info;
	int port = 7681, workers = 4, ret = 0;

	app.idle = 60;
	if (options(argc, argv, &port, &workers, &app.idle)) {
		fprintf(stderr, "usage: %s [-p PORT] [-w WORKERS] "
			"[-i IDLE-SECONDS]\n"
			"Counts primes, on a port (7681), in 4 threads, for "
			"those\nwho are not silent for longer than 60 seconds.\n",
			argv[0]);
		return 2;
	}

	lws_set_log_level(LLL_ERR | LLL_WARN, NULL);
	memset(&info, 0, sizeof(info));
	info.port = port;
	info.protocols = protocols;
	info.user = &app;
	app.context = lws_create_context(&info);
	if (!app.context) {
		fprintf(stderr, "cannot listen on port %d\n", port);
		return 1;
	}
	to_wake = app.context;
	signal(SIGINT, on_signal);
	signal(SIGTERM, on_signal);
	lws_sul_schedule(app.context, 0, &app.timer, tick, LWS_US_PER_SEC);

	if (start_workers(&app, workers)) {
		fprintf(stderr, "cannot start %d threads\n", workers);
		ret = 1;
	} else {
		printf("counting on ws://localhost:%d/, protocol primes\n", port);
		fflush(stdout);
		while (!interrupted && lws_service(app.context, 0) >= 0)
			;
	}

	/*
	 * First the workers, since they call lws_cancel_service(). Then the
	 * context: CLOSED comes for each session that is still open.
	 */
	stop_workers(&app);
	lws_sul_cancel(&app.timer);
	lws_context_destroy(app.context);

	return ret;
}
