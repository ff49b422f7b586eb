/*
 * The containers of the API: lists, rings, segment lists, chunk allocation, cached files.
 */
#include "testing.h"

#define CHECK_MEM(p, text) CHECK(!memcmp(p, text, strlen(text)))

struct item {
	int value;
	lws_dll2_t list;
	const char *name;
};

static struct item *of(const lws_dll2_t *d)
{
	return (struct item *)(void *)((char *)(uintptr_t)d - offsetof(struct item, list));
}

static int by_value(const lws_dll2_t *a, const lws_dll2_t *b)
{
	return of(a)->value - of(b)->value;
}

static char walked[64];

static int walk(struct lws_dll2 *d, void *user)
{
	char one[16];

	snprintf(one, sizeof(one), "%d ", of(d)->value);
	strcat(walked, one);
	/* An entry may leave its list while it is visited. */
	if (user && of(d)->value == 2)
		lws_dll2_remove(d);
	return user && of(d)->value == 3;
}

static int count_of(lws_dll2_owner_t *owner, const char *wanted, int stop)
{
	int stopped;

	walked[0] = 0;
	stopped = lws_dll2_foreach_safe(owner, stop ? owner : NULL, walk);
	if (strcmp(walked, wanted))
		FAIL("the list is '%s', not '%s'", walked, wanted);
	return stopped;
}

static void lists(void)
{
	lws_dll2_owner_t owner;
	struct item items[6];
	int n;

	memset(items, 0, sizeof(items));
	memset(&owner, 0xff, sizeof(owner));
	lws_dll2_owner_clear(&owner);
	for (n = 0; n < 6; n++)
		items[n].value = n;
	CHECK(lws_dll2_is_detached(&items[1].list));
	lws_dll2_add_tail(&items[1].list, &owner);
	lws_dll2_add_tail(&items[3].list, &owner);
	lws_dll2_add_head(&items[0].list, &owner);
	lws_dll2_add_before(&items[2].list, &items[3].list);
	CHECK(!lws_dll2_is_detached(&items[1].list));
	CHECK_EQ(count_of(&owner, "0 1 2 3 ", 0), 0);
	CHECK_EQ(count_of(&owner, "0 1 2 3 ", 1), 1);
	CHECK_EQ(count_of(&owner, "0 1 3 ", 0), 0);
	CHECK_EQ(owner.count, 3);
	lws_dll2_remove(&items[2].list);
	lws_dll2_add_sorted(&items[2].list, &owner, by_value);
	lws_dll2_add_sorted(&items[5].list, &owner, by_value);
	lws_dll2_add_sorted(&items[4].list, &owner, by_value);
	CHECK_EQ(count_of(&owner, "0 1 2 3 4 5 ", 0), 0);
	items[4].name = "four";
	CHECK(_lws_dll2_search_sz_pl(&owner, "fourteen", 4, offsetof(struct item, list), offsetof(struct item, name)) ==
	      &items[4]);
	CHECK(!_lws_dll2_search_sz_pl(&owner, "fourteen", 5, offsetof(struct item, list), offsetof(struct item, name)));
	for (n = 5; n >= 0; n--)
		lws_dll2_remove(&items[n].list);
	CHECK(!owner.head && !owner.tail && !owner.count);
	lws_dll2_clear(&items[0].list);
}

static char gone[64];

static void destroy(void *element)
{
	strncat(gone, (const char *)element, 2);
}

static void rings(void)
{
	struct lws_ring *ring = lws_ring_create(2, 4, destroy);
	uint32_t fast, slow;
	char out[16];
	void *start;
	size_t bytes;

	CHECK(ring != NULL);
	fast = slow = lws_ring_get_oldest_tail(ring);
	CHECK_EQ(lws_ring_get_count_free_elements(ring), 3);
	CHECK(!lws_ring_get_element(ring, &fast));
	CHECK_EQ(lws_ring_insert(ring, "a b c d ", 4), 3);
	CHECK_EQ(lws_ring_insert(ring, "x ", 1), 0);
	CHECK_EQ(lws_ring_next_linear_insert_range(ring, &start, &bytes), 1);
	CHECK_EQ(lws_ring_get_count_waiting_elements(ring, NULL), 3);
	CHECK_EQ(lws_ring_consume(ring, &fast, out, 2), 2);
	CHECK_MEM(out, "a b ");
	CHECK_MEM((const char *)lws_ring_get_element(ring, &fast), "c ");
	CHECK_MEM((const char *)lws_ring_get_element(ring, &slow), "a ");
	CHECK_EQ(lws_ring_consume(ring, &slow, NULL, 1), 1);
	lws_ring_update_oldest_tail(ring, slow);
	CHECK(!strcmp(gone, "a "));
	CHECK_EQ(lws_ring_get_count_free_elements(ring), 1);
	/* This one wraps. */
	CHECK_EQ(lws_ring_next_linear_insert_range(ring, &start, &bytes), 0);
	CHECK_EQ(bytes, 2);
	memcpy(start, "e ", 2);
	lws_ring_bump_head(ring, 2);
	CHECK_EQ(lws_ring_consume(ring, &fast, out, 9), 2);
	CHECK_MEM(out, "c e ");
	CHECK_EQ(lws_ring_get_count_waiting_elements(ring, &slow), 3);
	lws_ring_dump(ring, NULL);
	lws_ring_destroy(ring);
	CHECK(!strcmp(gone, "a b c e "));

	/* One reader needs no tail. */
	gone[0] = 0;
	ring = lws_ring_create(2, 3, destroy);
	CHECK_EQ(lws_ring_insert(ring, "1 2 ", 2), 2);
	CHECK_EQ(lws_ring_consume(ring, NULL, out, 1), 1);
	CHECK(!strcmp(gone, "1 "));
	CHECK_EQ(lws_ring_consume(ring, NULL, NULL, 5), 1);
	CHECK(!strcmp(gone, "1 2 "));
	lws_ring_destroy(ring);
}

static void segments(void)
{
	struct lws_buflist *list = NULL;
	uint8_t out[16], *p;

	CHECK_EQ(lws_buflist_next_segment_len(&list, &p), 0);
	CHECK(!p);
	CHECK_EQ(lws_buflist_append_segment(&list, (const uint8_t *)"hello", 5), 1);
	CHECK_EQ(lws_buflist_append_segment(&list, (const uint8_t *)"world", 5), 0);
	CHECK_EQ(lws_buflist_next_segment_len(&list, &p), 5);
	CHECK_MEM(p, "hello");
	/* The room before a segment is ours to write a header in. */
	memset(p - LWS_PRE, 'x', LWS_PRE);
	CHECK_EQ(lws_buflist_use_segment(&list, 2), 3);
	CHECK_EQ(lws_buflist_next_segment_len(&list, &p), 3);
	CHECK_MEM(p, "llo");
	CHECK_EQ(lws_buflist_total_len(&list), 10);
	CHECK_EQ(lws_buflist_linear_copy(&list, 3, out, 4), 4);
	CHECK_MEM(out, "lowo");
	CHECK_EQ(lws_buflist_use_segment(&list, 3), 5);
#if LWS_LIBRARY_VERSION_MINOR >= 3
	{
		char first = 9, fin = 9;

		CHECK_EQ(lws_buflist_fragment_use(&list, out, 2, &first, &fin), 2);
		CHECK_EQ(first, 1);
		CHECK_EQ(fin, 0);
		CHECK_EQ(lws_buflist_fragment_use(&list, out, 16, &first, &fin), 3);
		CHECK_EQ(first, 0);
		CHECK_EQ(fin, 1);
		CHECK_MEM(out, "rld");
		CHECK_EQ(lws_buflist_fragment_use(&list, out, 16, &first, &fin), 0);
		CHECK_EQ(lws_buflist_append_segment(&list, (const uint8_t *)"ab", 2), 1);
		CHECK_EQ(lws_buflist_append_segment(&list, (const uint8_t *)"cde", 3), 0);
		CHECK_EQ(lws_buflist_linear_use(&list, out, 4), 4);
		CHECK_MEM(out, "abcd");
		CHECK_EQ(lws_buflist_next_segment_len(&list, NULL), 1);
	}
#endif
	lws_buflist_describe(&list, NULL, "test");
	lws_buflist_destroy_all_segments(&list);
	CHECK(!list);
	lws_buflist_destroy_all_segments(&list);
}

static void chunks(void)
{
	struct lwsac *ac = NULL;
	char *a, *b, *big;

	CHECK_EQ(lwsac_total_alloc(NULL), 0);
	CHECK_EQ(lwsac_align(sizeof(int *) + 1), 2 * sizeof(int *));
	a = (char *)lwsac_use(&ac, 5, 64);
	CHECK(a && ac);
	memcpy(a, "hello", 5);
	/* What alignment adds is zeroed. */
	CHECK(!strcmp(a, "hello"));
	CHECK_EQ(lwsac_get_tail_pos(ac), lwsac_sizeof(1) + lwsac_align(5));
	b = (char *)lwsac_use_zero(&ac, 8, 64);
	CHECK(b == a + lwsac_align(5) && !b[0] && !b[7]);
	CHECK_EQ(lwsac_extend(ac, 8), 0);
	CHECK_EQ(lwsac_extend(ac, 64), 1);
	big = (char *)lwsac_use(&ac, 500, 64);
	memset(big, 'x', 500);
	CHECK(lwsac_get_next(ac) && !lwsac_get_next(lwsac_get_next(ac)));
	CHECK(lwsac_use_backfill(&ac, 8, 64) == b + 16);
	CHECK_EQ(lwsac_total_alloc(ac), lwsac_sizeof(1) + 64 + lwsac_sizeof(0) + lwsac_align(500));
	CHECK(lwsac_total_overhead(ac) < 150);
	CHECK(lwsac_scan_extant(ac, (uint8_t *)(uintptr_t)"hello", 5, 1) == (uint8_t *)a);
	CHECK(!lwsac_scan_extant(ac, (uint8_t *)(uintptr_t)"hallo", 5, 1));
	lwsac_info(ac);
	lwsac_reference(ac);
	lwsac_detach(&ac);
	CHECK(ac != NULL);
	lwsac_unreference(&ac);
	CHECK(!ac);
	CHECK(lwsac_use(&ac, 1, 0) != NULL);
	lwsac_free(&ac);
	CHECK(!ac);
}


struct linked {
	lws_list_ptr next;
	int value;
};

static int linked_order(lws_list_ptr a, lws_list_ptr b)
{
	return ((struct linked *)a)->value - ((struct linked *)b)->value;
}

static void pointer_lists(void)
{
	static const int order[] = { 2, 1, 3, 2 };
	struct linked l[4], *p;
	lws_list_ptr head = NULL;
	int n, last = 0;

	for (n = 0; n < 4; n++) {
		l[n].value = order[n];
		lws_list_ptr_insert(&head, &l[n].next, linked_order);
	}
	for (n = 0, p = (struct linked *)head; p; p = (struct linked *)p->next, n++) {
		CHECK(p->value >= last);
		last = p->value;
	}
	CHECK_EQ(n, 4);
}

static void cached_files(void)
{
	char path[] = "/tmp/lws-cached-XXXXXX";
	lwsac_cached_file_t file = NULL, old;
	size_t length = 99;
	int fd = mkstemp(path);

	CHECK(fd >= 0 && write(fd, "content", 7) == 7);
	CHECK_EQ(lwsac_cached_file(path, &file, &length), 0);
	CHECK_EQ(length, 7);
	CHECK(!strcmp((const char *)file, "content"));
	lwsac_use_cached_file_start(file);
	old = file;
	/* Within seconds the file system is not asked again. */
	CHECK(!unlink(path));
	CHECK_EQ(lwsac_cached_file(path, &file, &length), 0);
	CHECK(file == old);
	lwsac_use_cached_file_detach(&file);
	lwsac_use_cached_file_end(&old);
	CHECK(!old);
	file = NULL;
	CHECK_EQ(lwsac_cached_file("/no/such/file", &file, &length), 1);
	CHECK(!file);
	close(fd);
}

static int allocations;

static void *counting(void *p, size_t size, const char *reason)
{
	CHECK(reason != NULL);
	if (!size) {
		allocations--;
		free(p);
		return NULL;
	}
	if (!p)
		allocations++;
	return realloc(p, size);
}

static void allocator(void)
{
	struct lws_ring *ring;
	char *p;

	lws_set_allocator(counting);
	ring = lws_ring_create(8, 8, NULL);
	CHECK(allocations > 0);
	lws_ring_destroy(ring);
	p = (char *)lws_realloc(NULL, 10, "test");
	p = (char *)lws_realloc(p, 1000, "test");
	CHECK_EQ(allocations, 1);
	p[999] = 1;
	lws_realloc(p, 0, "test");
	CHECK_EQ(allocations, 0);
}

int main(void)
{
	lws_set_log_level(0, NULL);
	lists();
	rings();
	segments();
	chunks();
	pointer_lists();
	cached_files();
	allocator();
	puts("ok");
	return 0;
}
