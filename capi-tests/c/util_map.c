/* Hash maps (lws 4.3): putting, replacing, finding and removing items; keys compared and items allocated as the program says. */
#include "testing.h"

#if LWS_LIBRARY_VERSION_NUMBER > 4002000

static void *key_of(const char *text)
{
	return (void *)(uintptr_t)text;
}

static uint32_t no_case_hash(const lws_map_key_t key, size_t len)
{
	uint32_t h = 0;

	while (len--)
		h = h * 31 + (((const unsigned char *)key)[len] | 0x20u);
	return h;
}

static int no_case_compare(const lws_map_key_t a, size_t a_len, const lws_map_value_t b, size_t b_len)
{
	return a_len != b_len || strncasecmp((const char *)a, (const char *)b, a_len);
}

static void defaults(void)
{
	lws_map_info_t info;
	struct lws_map_item *item;
	lws_map_t *map;
	char key[16];
	int i, n;

	memset(&info, 0, sizeof(info));
	map = lws_map_create(&info);
	CHECK(map);
	CHECK(!lws_map_item_lookup(map, key_of("none"), 4));
	for (i = 0; i < 1000; i++) {
		n = snprintf(key, sizeof(key), "key %d", i);
		CHECK(lws_map_item_create(map, key, (size_t)n, &i, sizeof(i)));
	}
	for (i = 0; i < 1000; i++) {
		n = snprintf(key, sizeof(key), "key %d", i);
		item = lws_map_item_lookup(map, key, (size_t)n);
		CHECK(item && lws_map_item_key_len(item) == (size_t)n && !memcmp(lws_map_item_key(item), key, (size_t)n));
		CHECK(lws_map_item_value_len(item) == sizeof(i) && !memcmp(lws_map_item_value(item), &i, sizeof(i)));
	}
	/* Keys end where their length says; the empty one is a key too. */
	CHECK(!lws_map_item_lookup(map, key_of("key 1\0"), 6));
	CHECK(lws_map_item_create(map, key_of(""), 0, key_of("x"), 1));
	CHECK(lws_map_item_lookup(map, key_of(""), 0));
	/* A new item takes the place of the old one. */
	item = lws_map_item_create(map, key_of("key 7"), 5, key_of("seven"), 6);
	CHECK(item && lws_map_item_lookup(map, key_of("key 7"), 5) == item);
	CHECK(!strcmp((const char *)lws_map_item_value(item), "seven"));
	lws_map_item_destroy(item);
	CHECK(!lws_map_item_lookup(map, key_of("key 7"), 5));
	CHECK(lws_map_item_lookup(map, key_of("key 8"), 5));
	lws_map_destroy(&map);
	CHECK(!map);
	lws_map_destroy(&map);
}

static void own_functions(void)
{
	struct lwsac *ac = NULL;
	lws_map_info_t info;
	lws_map_t *map;

	memset(&info, 0, sizeof(info));
	info._hash = no_case_hash;
	info._compare = no_case_compare;
	info._alloc = lws_map_alloc_lwsac;
	info._free = lws_map_free_lwsac;
	info.opaque = &ac;
	info.aux = (void *)(uintptr_t)512;
	info.modulo = 1;
	map = lws_map_create(&info);
	CHECK(map);
	CHECK(lws_map_item_create(map, key_of("Content-Type"), 12, key_of("text"), 5));
	CHECK(ac);
	CHECK(lws_map_item_lookup(map, key_of("content-TYPE"), 12));
	CHECK(!lws_map_item_lookup(map, key_of("content-typo"), 12));
	CHECK(lws_map_item_create(map, key_of("CONTENT-TYPE"), 12, key_of("html"), 5));
	CHECK(!strcmp((const char *)lws_map_item_value(lws_map_item_lookup(map, key_of("content-type"), 12)), "html"));
	lws_map_destroy(&map);
	lwsac_free(&ac);
}
#endif

int main(void)
{
#if LWS_LIBRARY_VERSION_NUMBER > 4002000
	defaults();
	own_functions();
#endif
	return pass();
}
