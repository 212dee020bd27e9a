# Lantern. `make help` lists what there is; README.md says what for.
#
# Settings:  PORT=8443 HOST=127.0.0.1 RUN_DIR=.run  for run, code and demo-reset (two can run side by side)
#            CC=clang                               gcc by default; either works
#            WHO=dee                                whose second-factor code `make code` prints
#            ONLY=checks                            only test files whose path holds this word
#            V=1                                    show the compiler's command lines
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules --no-print-directory

PORT    ?= 8443
HOST    ?= 127.0.0.1
RUN_DIR ?= .run
export PORT HOST RUN_DIR

B       := build
Q       := $(if $(V),,@)
SERVER  := $(sort $(shell find server -name '*.c' 2>/dev/null))
QUERIES := $(sort $(wildcard sql/queries/*.sql))
WEB     := $(shell find web/src web/css web/static web/build web/*.* -type f -not -path '*/node_modules/*' 2>/dev/null)
TESTS   := $(sort $(wildcard tests/unit/test_*.c tests/rules/test_*.c))
FUZZERS := $(sort $(wildcard tests/fuzz/fuzz_*.c))

# --- compiler ---------------------------------------------------------------------------------------------
ifeq ($(origin CC),default)
CC := gcc
endif
PKGS := libevent libevent_openssl libpq jansson libsodium uuid openssl libcurl libical
# Asked once, and only when something is compiled: on a fresh machine pkg-config comes with `install`.
PKG_CFLAGS = $(eval PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS)))$(PKG_CFLAGS)
PKG_LIBS   = $(eval PKG_LIBS := $(shell pkg-config --libs $(PKGS)))$(PKG_LIBS)

# Steps and callbacks share one signature; tables leave out what is zero; a problem may have no detail.
WARN     := -Wall -Wextra -Wpedantic -Werror -Wno-unused-parameter -Wno-missing-field-initializers -Wno-format-zero-length
CPPFLAGS := -D_GNU_SOURCE -Iinclude -I$(B)/gen
CFLAGS   := -std=c17 -O2 -g $(WARN) -fstack-protector-strong -fstack-clash-protection -fPIE
LDFLAGS  := -pie -Wl,-z,relro,-z,now
LDLIBS    = $(PKG_LIBS) -lpthread -lm
HARDEN   := -D_FORTIFY_SOURCE=2
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -O1

.PHONY: all build build-asan web help
all: build web ## the server and the web client
build: $(B)/lanternd $(B)/openapi.json ## the server: build/lanternd
build-asan: $(B)/asan/lanternd ## the server under ASan and UBSan: build/asan/lanternd
web: $(B)/web.stamp ## the web client: web/dist

help: ## this list
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20
	@sed -n '/^# Settings/,/^SHELL/{/^#/s/^# \{0,1\}//p}' $(MAKEFILE_LIST)

# Changing the compiler or its flags rebuilds everything.
$(B)/flags: FORCE
	@mkdir -p $(B)
	@echo '$(CC) $(CPPFLAGS) $(CFLAGS) $(SANITIZE)' | cmp -s - $@ || echo '$(CC) $(CPPFLAGS) $(CFLAGS) $(SANITIZE)' >$@
FORCE:

$(B)/gen/queries.c $(B)/gen/queries.h &: server/db/gen_queries.mjs $(QUERIES) sql/queries
	@mkdir -p $(@D)
	node server/db/gen_queries.mjs sql/queries $(@D)

# One build of the server in a folder of its own: $(call variant,FOLDER,FLAGS,COMPILER)
define variant
$(1)/obj/%.o: %.c $$(B)/flags | $$(B)/gen/queries.h
	@mkdir -p $$(@D)
	@echo '  cc   $$@'
	$$(Q)$(3) $$(CPPFLAGS) $$(PKG_CFLAGS) $$(CFLAGS) $(2) -MMD -MP -c -o $$@ $$<

$(1)/liblantern.a: $$(patsubst %.c,$(1)/obj/%.o,$$(filter-out server/main.c,$$(SERVER)) $$(B)/gen/queries.c)
	@rm -f $$@
	@ar rcs $$@ $$^

$(1)/lanternd: $(1)/obj/server/main.o $(1)/liblantern.a
	@echo '  link $$@'
	$$(Q)$(3) $$(CFLAGS) $(2) $$(LDFLAGS) -o $$@ $$^ $$(LDLIBS)

-include $$(patsubst %.c,$(1)/obj/%.d,$$(SERVER) $$(B)/gen/queries.c)
endef
$(eval $(call variant,$(B),$(HARDEN),$(CC)))
$(eval $(call variant,$(B)/asan,$(SANITIZE),$(CC)))
$(eval $(call variant,$(B)/cover,-O0 --coverage,gcc))
$(eval $(call variant,$(B)/fuzz,$(SANITIZE) -fsanitize=fuzzer-no-link,clang))

# Test and fuzz programs: everything of the server but its main. $(call program,FOLDER,FLAGS,COMPILER,LIBRARIES)
define program
$(1)/tests/%: tests/%.c $(1)/liblantern.a $$(B)/flags
	@mkdir -p $$(@D)
	@echo '  test $$@'
	$$(Q)$(3) $$(CPPFLAGS) -Itests -Iserver $$(PKG_CFLAGS) $$(CFLAGS) $(2) -MMD -MP $$(LDFLAGS) -o $$@ $$< $(1)/liblantern.a \
		$(4) $$(LDLIBS)

-include $$(patsubst %.c,$(1)/%.d,$$(TESTS) $$(FUZZERS))
endef
$(eval $(call program,$(B)/asan,$(SANITIZE),$(CC),-lcmocka))
$(eval $(call program,$(B)/cover,-O0 --coverage,gcc,-lcmocka))
$(eval $(call program,$(B)/fuzz,$(SANITIZE) -fsanitize=fuzzer,clang,))

$(B)/openapi.json: server/api/build.mjs $(wildcard server/api/*.json) server/api
	@mkdir -p $(B)
	node server/api/build.mjs $@

web/node_modules/.package-lock.json: web/package-lock.json
	cd web && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(B)/web.stamp: web/node_modules/.package-lock.json $(WEB)
	@mkdir -p $(B)
	cd web && node build.mjs
	@touch $@

# --- run --------------------------------------------------------------------------------------------------
.PHONY: install run demo-reset code
install: ## install from Debian what building and running need
	@server/tools/install run build $(filter clang,$(CC))

run: install ## build, start PostgreSQL and the server, print the address; Ctrl-C stops both
	@$(MAKE) -j$$(nproc) all
	@exec server/tools/run

demo-reset: install ## throw the demonstration's data away and load it afresh (not while it runs)
	@$(MAKE) -j$$(nproc) all
	@server/tools/run reset

code: ## print the second-factor code of a demonstration worker: make code WHO=dee
	@server/tools/run code "$(WHO)"

# --- test -------------------------------------------------------------------------------------------------
SUITES := lint unit rules sql http web night fault
.PHONY: test test-build bench cover fuzz $(SUITES:%=test-%)
test: ## every suite; ends with the line `N passed, N failed`
	@server/tools/install run build test $(filter clang,$(CC))
	@$(MAKE) -j$$(nproc) test-build
	@node tests/run.mjs $(SUITES)

test-build: all build-asan $(TESTS:%.c=$(B)/asan/%)

$(SUITES:%=test-%): test-%: test-build ## test-unit, test-http, ...: one suite (ONLY=word picks files)
	@node tests/run.mjs $*

bench: ## speed and size, as ratios against pgbench in the same run (ONLY=record: one part; BENCH_SECONDS=3 a turn)
	@server/tools/install run build bench
	@$(MAKE) -j$$(nproc) all $(B)/bench/streams
	@node tests/bench/run.mjs

# Not one of the programs of tests: it holds ten thousand streams, and nothing of the server.
$(B)/bench/streams: tests/bench/streams.c $(B)/flags
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(HARDEN) $(LDFLAGS) -o $@ $< $$(pkg-config --libs openssl)

cover: ## which lines of the server the unit, rules and http suites reach
	@server/tools/install run build test cover
	@$(MAKE) -j$$(nproc) all $(B)/cover/lanternd $(TESTS:%.c=$(B)/cover/%)
	@tests/tools/cover $(B)/cover

fuzz: ## each fuzz target for FUZZ_SECONDS (60)
	@server/tools/install build clang
	@$(MAKE) -j$$(nproc) $(FUZZERS:%.c=$(B)/fuzz/%)
	@tests/tools/fuzz $(FUZZERS:%.c=$(B)/fuzz/%)

# --- keep in shape ----------------------------------------------------------------------------------------
.PHONY: lint format clean
C_FILES = $(shell find server include tests -name '*.[ch]')
lint: ## layering, sizes, banned words, format, clang-tidy, cppcheck, shellcheck, tsc
	@server/tools/install build lint
	@$(MAKE) -j$$(nproc) $(B)/gen/queries.h web/node_modules/.package-lock.json
	@tests/tools/lint $(CPPFLAGS) $(PKG_CFLAGS)

format: ## clang-format over all C
	@server/tools/install lint
	clang-format -i $(C_FILES)

clean: ## remove what was built; the data of `make run` stays
	rm -rf $(B) web/dist web/dist.new
