/*
 * http-client.c - fetches a page, or posts a file to one.
 *
 *     cc -std=c99 http-client.c -o http-client $(pkg-config --cflags --libs libwebsockets)
 *     ./http-client [-i] [-d FILE] [-H 'NAME: VALUE'] http[s]://HOST[:PORT]/PATH...
 *
 * The pages' bodies go to the standard output, one after the other. With -d,
 * FILE is the body of a POST; with -i, status and type are shown as well.
 * It leaves with 0 when all of them were answered by 200 to 299. With https the
 * server's certificate has to be good, by the authorities that the system knows
 * or those in the file that SSL_CERT_FILE names.
 *
 * A response comes in steps: ESTABLISHED_CLIENT_HTTP has the head;
 * RECEIVE_CLIENT_HTTP says that there is some of the body, which
 * lws_http_client_read() then gives in RECEIVE_CLIENT_HTTP_READ, with chunks
 * already put together; COMPLETED_CLIENT_HTTP says that it was all of it, and
 * CLOSED_CLIENT_HTTP alone that it was not. Redirects are followed.
 *
 * A body of any size costs no more memory than the buffer below: what one
 * WRITEABLE sends is a piece, and the next piece waits until it has left.
 */
#define _POSIX_C_SOURCE 200809L
#include <libwebsockets.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PIECE 16384

static struct lws_context *context;
static const char *file_name, *header;
static FILE *file;
static long file_size;
static int show_head, failed, over;
static volatile sig_atomic_t interrupted;

/* Adds a header of the program's own to the request. */
static int add(struct lws *wsi, const char *name, const char *value,
	       unsigned char **p, unsigned char *end)
{
	return lws_add_http_header_by_name(wsi, (const unsigned char *)name,
					   (const unsigned char *)value,
					   (int)strlen(value), p, end);
}

static int add_headers(struct lws *wsi, unsigned char **p, unsigned char *end)
{
	if (add(wsi, "user-agent:", "http-client", p, end))
		return -1;
	if (header) {
		const char *colon = strchr(header, ':');
		char name[100];

		if (!colon || (size_t)(colon - header) > sizeof(name) - 2)
			return -1;
		snprintf(name, sizeof(name), "%.*s", (int)(colon + 1 - header),
			 header);
		if (add(wsi, name, colon + 1 + strspn(colon + 1, " "), p, end))
			return -1;
	}
	if (file) {
		char length[30];

		snprintf(length, sizeof(length), "%ld", file_size);
		if (add(wsi, "content-type:", "application/octet-stream", p, end) ||
		    add(wsi, "content-length:", length, p, end))
			return -1;
		/* There is a body to come, and we want to be asked for it. */
		rewind(file);
		lws_client_http_body_pending(wsi, 1);
		lws_callback_on_writable(wsi);
	}
	return 0;
}

static int send_piece(struct lws *wsi)
{
	unsigned char buffer[LWS_PRE + PIECE];
	size_t n = fread(buffer + LWS_PRE, 1, PIECE, file);
	int more = ftell(file) < file_size;

	if (!n && more)
		return -1;      /* the file has become shorter */
	if (!more)
		lws_client_http_body_pending(wsi, 0);
	if (lws_write(wsi, buffer + LWS_PRE, n,
		      more ? LWS_WRITE_HTTP : LWS_WRITE_HTTP_FINAL) != (int)n)
		return -1;
	if (more)
		lws_callback_on_writable(wsi);
	return 0;
}

static int callback(struct lws *wsi, enum lws_callback_reasons reason,
		    void *user, void *in, size_t len)
{
	int *complete = user;
	char type[100];
	unsigned int status;

	switch (reason) {
	case LWS_CALLBACK_CLIENT_APPEND_HANDSHAKE_HEADER: {
		unsigned char **p = in;

		return add_headers(wsi, p, *p + len);
	}
	case LWS_CALLBACK_CLIENT_HTTP_WRITEABLE:
		return file ? send_piece(wsi) : 0;

	case LWS_CALLBACK_ESTABLISHED_CLIENT_HTTP:
		status = lws_http_client_http_response(wsi);
		if (lws_hdr_copy(wsi, type, sizeof(type),
				 WSI_TOKEN_HTTP_CONTENT_TYPE) <= 0)
			strcpy(type, "no type");
		if (show_head)
			fprintf(stderr, "%u, %s\n", status, type);
		if (status < 200 || status > 299)
			failed = 1;
		break;

	case LWS_CALLBACK_RECEIVE_CLIENT_HTTP: {
		char buffer[LWS_PRE + PIECE], *p = buffer + LWS_PRE;
		int room = PIECE;

		if (lws_http_client_read(wsi, &p, &room) < 0)
			return -1;
		break;
	}
	case LWS_CALLBACK_RECEIVE_CLIENT_HTTP_READ:
		if (fwrite(in, 1, len, stdout) != len)
			return -1;      /* nobody reads us any more */
		break;

	case LWS_CALLBACK_COMPLETED_CLIENT_HTTP:
		*complete = 1;
		break;

	case LWS_CALLBACK_CLOSED_CLIENT_HTTP:
		if (!*complete) {
			fprintf(stderr, "the response was cut off\n");
			failed = 1;
		}
		over = 1;
		break;

	case LWS_CALLBACK_CLIENT_CONNECTION_ERROR:
		fprintf(stderr, "no response: %s\n",
			in ? (const char *)in : "no reason given");
		failed = 1;
		over = 1;
		break;

	default:
		break;
	}
	return 0;
}

static const struct lws_protocols protocols[] = {
	{ "http", callback, sizeof(int), 0, 0, NULL, 0 },
	{ NULL, NULL, 0, 0, 0, NULL, 0 },
};

static void fetch(const char *text)
{
	struct lws_client_connect_info info;
	const char *scheme, *path;
	char *copy = strdup(text), full[2048];

	memset(&info, 0, sizeof(info));
	over = 0;
	if (!copy || lws_parse_uri(copy, &scheme, &info.address, &info.port, &path) ||
	    (strcmp(scheme, "http") && strcmp(scheme, "https")) ||
	    strlen(path) > sizeof(full) - 2) {
		fprintf(stderr, "%s: want http[s]://HOST[:PORT]/PATH\n", text);
		failed = 1;
		free(copy);
		return;
	}
	snprintf(full, sizeof(full), "/%s", path);
	info.ssl_connection = strcmp(scheme, "https") ? 0 : LCCSCF_USE_SSL;
	info.context = context;
	info.path = full;
	info.host = info.address;
	info.origin = info.address;
	info.method = file ? "POST" : "GET";
	info.protocol = "http";

	/* The info and its strings may go when the call has returned. */
	if (!lws_client_connect_via_info(&info)) {
		failed = 1;
		over = 1;
	}
	free(copy);
	while (!over && !interrupted && lws_service(context, 0) >= 0)
		;
}

static void on_signal(int number)
{
	(void)number;
	interrupted = 1;
	lws_cancel_service(context);
}

int main(int argc, char **argv)
{
	struct lws_context_creation_info info;
	int option;

	while ((option = getopt(argc, argv, "id:H:")) != -1)
		if (option == 'i')
			show_head = 1;
		else if (option == 'd')
			file_name = optarg;
		else if (option == 'H')
			header = optarg;
		else
			return 2;
	if (optind == argc) {
		fprintf(stderr, "%s [-i] [-d FILE] [-H 'NAME: VALUE'] http://HOST[:PORT]/PATH...\n",
			argv[0]);
		return 2;
	}
	if (file_name) {
		file = fopen(file_name, "rb");
		if (!file || fseek(file, 0, SEEK_END) ||
		    (file_size = ftell(file)) < 0) {
			perror(file_name);
			return 1;
		}
	}

	memset(&info, 0, sizeof(info));
	info.port = CONTEXT_PORT_NO_LISTEN;
	info.protocols = protocols;
	info.options = LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT;
	lws_set_log_level(LLL_ERR | LLL_WARN, NULL);
	context = lws_create_context(&info);
	if (!context)
		return 1;
	signal(SIGINT, on_signal);
	for (; optind < argc && !interrupted; optind++)
		fetch(argv[optind]);
	lws_context_destroy(context);
	if (file)
		fclose(file);
	return failed || fflush(stdout) || interrupted;
}
