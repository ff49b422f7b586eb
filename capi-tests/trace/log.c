/* The recorder's log: one line per happening, bytes as text with \xNN for what is not printable. */
#define _GNU_SOURCE
#include "recorder.h"
#include "names.h"
#include <stdlib.h>
#include <string.h>

static FILE *out;

struct name {
	const char *name;
	int number;
};

#define REASON(n) { #n, LWS_CALLBACK_##n },
static const struct name reasons[] = { ALL_REASONS { NULL, 0 } };
#define TOKEN(n) { #n, WSI_TOKEN_##n },
static const struct name tokens[] = { ALL_TOKENS { NULL, 0 } };

void log_open(const char *path)
{
	out = strcmp(path, "-") ? fopen(path, "we") : stdout;
	if (!out) {
		perror(path);
		exit(2);
	}
	setvbuf(out, NULL, _IOLBF, 0); /* a crash must leave what came before it */
}

void log_line(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vfprintf(out, fmt, ap);
	va_end(ap);
	fputc('\n', out);
}

char *log_escaped(const void *bytes, size_t len)
{
	static const char hex[] = "0123456789abcdef";
	const unsigned char *b = bytes;
	char *text = malloc(len * 4 + 3), *t = text;
	size_t n;

	if (!text)
		abort();
	*t++ = '"';
	for (n = 0; n < len; n++)
		if (b[n] == '"' || b[n] == '\\' || b[n] < 32 || b[n] > 126) {
			*t++ = '\\';
			*t++ = 'x';
			*t++ = hex[b[n] >> 4];
			*t++ = hex[b[n] & 15];
		} else
			*t++ = (char)b[n];
	*t++ = '"';
	*t = 0;
	return text;
}

static int number_of(const struct name *table, const char *name)
{
	for (; table->name; table++)
		if (!strcmp(table->name, name))
			return table->number;
	return -1;
}

const char *reason_name(int reason)
{
	const struct name *r;

	for (r = reasons; r->name; r++)
		if (r->number == reason)
			return r->name;
	return "?";
}

int reason_number(const char *name) { return number_of(reasons, name); }
int token_number(const char *name) { return number_of(tokens, name); }
