# GNU make. `make help` lists the targets.
ABI     ?= 19
PORT    ?= 7681
PREFIX  ?= /usr/local
DESTDIR ?=
CC      ?= cc
CARGO   ?= cargo
INSTALL ?= install

# What each ABI calls itself in pkg-config and CMake: the release of lws that its Debian ships.
VERSION_17 = 4.1.6
VERSION_19 = 4.3.5
VERSION    = $(VERSION_$(ABI))
ifeq ($(VERSION),)
$(error ABI must be 17 or 19, not "$(ABI)")
endif
FEATURES_17 = --features abi17
FEATURES_19 =

OUT      = target/abi$(ABI)
# One cargo directory per ABI: the two builds give their files the same names.
BUILT    = target/cargo$(ABI)/release
SO       = $(OUT)/libwebsockets.so.$(ABI)
CFLAGS   ?= -O2 -g
CPPFLAGS += -Iinclude -Iinclude/abi$(ABI)
# What the static library needs of the system (`rustc --print native-static-libs`).
STATIC_LIBS = -lgcc_s -lutil -lrt -lpthread -lm -ldl

LIBDIR     = $(DESTDIR)$(PREFIX)/lib
INCLUDEDIR = $(DESTDIR)$(PREFIX)/include
CMAKEDIR   = $(LIBDIR)/cmake/libwebsockets

.PHONY: all so demo examples test bench autobahn autobahn-deflate autobahn-session tls-scan more-tests soak asan tsan install clean help FORCE
all: $(SO) $(OUT)/libwebsockets.a  ## build the library for ABI=19 (default) or ABI=17 into target/abi$(ABI)/
	@echo "built $(SO), $(OUT)/libwebsockets.so and $(OUT)/libwebsockets.a"

# cargo knows best what is out of date; the copy keeps its time so that nothing is done twice.
$(SO): FORCE
	@echo "cargo build: libwebsockets.so.$(ABI)"
	@$(CARGO) build --release --lib $(FEATURES_$(ABI)) --target-dir target/cargo$(ABI)
	@mkdir -p $(OUT)
	@cmp -s $(BUILT)/libwebsockets.so $@ || { cp -p $(BUILT)/libwebsockets.so $@.new && mv $@.new $@; }
	@ln -sf libwebsockets.so.$(ABI) $(OUT)/libwebsockets.so

# Rust's static library carries its whole standard library as global names. One object with only the API left global
# can be linked beside another Rust library.
$(OUT)/libwebsockets.a: $(SO) packaging/static-library.sh
	@echo "static library: libwebsockets.a (ABI $(ABI))"
	@sh packaging/static-library.sh $(BUILT)/libwebsockets.a $(SO) $@

so: $(SO)  ## build the shared library alone

demo: $(SO)  ## build the library and the example, and serve it on http://localhost:7681 (PORT= for another)
	@mkdir -p target/demo
	@$(CC) $(CFLAGS) $(CPPFLAGS) examples-c/site-and-chat.c -o target/demo/site-and-chat $(LDFLAGS) \
		-L$(OUT) -lwebsockets -Wl,-rpath,'$$ORIGIN/../abi$(ABI)'
	@echo "open http://localhost:$(PORT) in two tabs; Ctrl-C ends it"
	@exec target/demo/site-and-chat -p $(PORT) -d examples-c/site

# Those under another library's event loop are built where that library is.
examples: $(SO)  ## build the examples into target/examples/
	@mkdir -p target/examples
	@for source in examples-c/*.c examples-c/coming-from/*.c; do \
		name=$$(basename $$source .c); more=-lpthread; first=; \
		case $$name in \
		under-libuv) more=$$(pkg-config --cflags --libs libuv 2>/dev/null) && more="$$more -D_GNU_SOURCE" || { \
			echo "$$name: no libuv"; continue; } ;; \
		under-libev | libyimmo-echo) more=-lev; echo '#include <ev.h>' | $(CC) -E - >/dev/null 2>&1 || { \
			echo "$$name: no libev"; continue; } ;; \
		lws-2010) first=-Iinclude/legacy/2010 ;; \
		esac; \
		$(CC) $(CFLAGS) $$first $(CPPFLAGS) $$source -o target/examples/$$name $(LDFLAGS) -L$(OUT) -lwebsockets $$more \
			-Wl,-rpath,'$$ORIGIN/../abi$(ABI)' || exit; \
	done
	@echo "built the examples in target/examples"

test:  ## run every test of both ABIs; installs what it needs where it can
	@capi-tests/run

bench:  ## measure against the genuine library and a plain epoll server
	python3 bench/run.py
	python3 bench/tls.py

autobahn:  ## run the Autobahn cases alone
	@capi-tests/run --only autobahn

autobahn-deflate: $(SO) target/venv/ready-2  ## run the 216 Autobahn cases about permessage-deflate, one by one and four at a time (long)
	@target/venv/bin/python capi-tests/programs/autobahn_deflate.py --abi $(ABI) --all --at-once 1 4

autobahn-session: $(SO) target/venv/ready-2  ## run the 301 other Autobahn cases against the example that owns its sockets (long)
	@target/venv/bin/python capi-tests/programs/autobahn.py --abi $(ABI) --session --all

tls-scan: $(SO) target/venv/ready-2  ## all that testssl.sh finds in a TLS server on the library (a minute or two)
	@target/venv/bin/python capi-tests/programs/tls_scan.py --abi $(ABI) --whole

# A Python of the tests' own, and what else they need.
target/venv/ready-2:
	@capi-tests/run --only install

more-tests:  ## the steps that `make test` leaves out for its time (capi-tests/run --list)
	@capi-tests/run $$(capi-tests/run --list | sed '1,/^$$/d; s/^/--only /')

soak: $(SO)  ## random peers against a server that does everything at random (SOAK="--seconds 300 --seed N"; --help tells)
	python3 capi-tests/programs/soak.py --abi $(ABI) $(SOAK)

asan:  ## C tests, traces, examples and random peers under AddressSanitizer (SOAK_SECONDS=10)
	capi-tests/sanitize.sh address

tsan:  ## threads and random peers under ThreadSanitizer (SOAK_SECONDS=10)
	capi-tests/sanitize.sh thread

install: all  ## install library, headers, pkg-config and CMake files; DESTDIR= PREFIX=/usr/local ABI=
	$(INSTALL) -d $(LIBDIR)/pkgconfig $(CMAKEDIR) $(INCLUDEDIR) $(DESTDIR)$(PREFIX)/share/man/man3
	$(INSTALL) -m 755 $(SO) $(LIBDIR)/
	ln -sf libwebsockets.so.$(ABI) $(LIBDIR)/libwebsockets.so
	$(INSTALL) -m 644 $(OUT)/libwebsockets.a $(LIBDIR)/
	$(INSTALL) -m 644 include/*.h include/abi$(ABI)/*.h $(INCLUDEDIR)/
	sed $(FILL) packaging/libwebsockets.pc.in >$(LIBDIR)/pkgconfig/libwebsockets.pc
	sed $(FILL) packaging/libwebsockets_static.pc.in >$(LIBDIR)/pkgconfig/libwebsockets_static.pc
	sed $(FILL) packaging/libwebsockets-config.cmake.in >$(CMAKEDIR)/libwebsockets-config.cmake
	sed $(FILL) packaging/libwebsockets-config-version.cmake.in >$(CMAKEDIR)/libwebsockets-config-version.cmake
	$(INSTALL) -m 644 packaging/libwebsockets.3 $(DESTDIR)$(PREFIX)/share/man/man3/
	@for era in $(ERAS) common; do \
		$(INSTALL) -d $(INCLUDEDIR)/libwebsockets-legacy/$$era && \
		$(INSTALL) -m 644 include/legacy/$$era/*.h $(INCLUDEDIR)/libwebsockets-legacy/$$era/ || exit; \
	done
	@for era in $(ERAS); do \
		sed $(FILL) -e "s|@ERA@|$$era|g" packaging/libwebsockets-legacy.pc.in \
			>$(LIBDIR)/pkgconfig/libwebsockets-legacy-$$era.pc || exit; \
	done
# The eras of lws whose programs have a pkg-config module of their own (docs/porting.md).
ERAS = $(filter-out common,$(notdir $(wildcard include/legacy/*)))
FILL = -e 's|@PREFIX@|$(PREFIX)|g' -e 's|@VERSION@|$(VERSION)|g' -e 's|@ABI@|$(ABI)|g' -e 's|@STATIC_LIBS@|$(STATIC_LIBS)|g'

clean:  ## remove everything that was built
	rm -rf target

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
