/*
 * The file of a unix socket: it is there while somebody listens, and gone after the vhost or the context, also when the
 * vhost fails. What is not ours stays: a file that is no socket, one that another context has put there meanwhile, and
 * the parent's when a forked child destroys what it got.
 *
 * ONLY-OURS: lws removes whatever stands at the path.
 */
#include "testing.h"
#include <sys/stat.h>
#include <sys/wait.h>

static char path[108];

static int is_there(void)
{
	struct stat s;

	return !lstat(path, &s);
}

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	(void)wsi;
	(void)reason;
	(void)user;
	(void)in;
	(void)len;
	return 0;
}

int main(void)
{
	static const struct lws_protocols protocols[] = { { "http", callback, 0, 0, 0, NULL, 0 }, { 0 } };
	struct lws_context_creation_info info = server_info(protocols);
	struct lws_context *first;
	struct lws_vhost *vhost;
	int fd, status;
	pid_t child;

	lws_set_log_level(LLL_ERR, NULL);
	snprintf(path, sizeof(path), "/tmp/lws-file-%d", (int)getpid());
	unlink(path);
	info.port = 0;
	info.iface = path;
	info.options |= LWS_SERVER_OPTION_UNIX_SOCK;

	first = lws_create_context(&info);
	CHECK(first && is_there());
	lws_context_destroy(first);
	CHECK(!is_there());

	/* a vhost alone */
	info.options |= LWS_SERVER_OPTION_EXPLICIT_VHOSTS;
	first = lws_create_context(&info);
	info.vhost_name = "one";
	vhost = lws_create_vhost(first, &info);
	CHECK(vhost && is_there());
	lws_vhost_destroy(vhost);
	CHECK(!is_there());
	lws_set_log_level(0, NULL);
	info.unix_socket_perms = "nonsense";
	CHECK(!lws_create_vhost(first, &info));
	CHECK(!is_there());
	lws_set_log_level(LLL_ERR, NULL);
	info.unix_socket_perms = NULL;
	lws_context_destroy(first);
	info.options &= ~(uint64_t)LWS_SERVER_OPTION_EXPLICIT_VHOSTS;

	/* the next one has taken the path over */
	first = lws_create_context(&info);
	context = lws_create_context(&info);
	CHECK(first && context);
	lws_context_destroy(first);
	CHECK(is_there());

	child = fork();
	CHECK(child >= 0);
	if (!child) {
		lws_context_destroy(context);
		_exit(0);
	}
	CHECK(waitpid(child, &status, 0) == child && !status);
	CHECK(is_there());
	lws_context_destroy(context);
	context = NULL;
	CHECK(!is_there());

	/* no socket */
	fd = open(path, O_CREAT | O_WRONLY, 0600);
	CHECK(fd >= 0);
	close(fd);
	lws_set_log_level(0, NULL);
	CHECK(!lws_create_context(&info));
	CHECK(is_there());
	unlink(path);
	return pass();
}
