/* The context belongs to a static C++ object, whose destructor runs after main() and destroys it. */
#include "testing.h"

static int closed;

static int callback(struct lws *, enum lws_callback_reasons reason, void *, void *, size_t)
{
	if (reason == LWS_CALLBACK_CLOSED)
		closed++;
	return 0;
}

struct Server {
	struct lws_protocols protocols[2];
	int port;

	Server()
	{
		memset(protocols, 0, sizeof(protocols));
		protocols[0].name = "one";
		protocols[0].callback = callback;
		context = start_server(protocols, &port);
	}
	~Server()
	{
		lws_context_destroy(context);
		context = NULL;
		CHECK_EQ(closed, 1);
		pass();
	}
};

static Server server;

int main()
{
	peer_websocket(server.port, "one");
	return 0;
}
