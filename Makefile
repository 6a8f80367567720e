# SPDX-License-Identifier: GPL-2.0-or-later
#
# Building, running, testing and installing boardpack; `make help` lists the targets.
# Sources are found by wildcard: a new file in src/ or tests/unit/ needs no edit here.
# BUILD=dev|asan|release chooses the flags and the folder out/$(BUILD).

BUILD   ?= dev
OUT     := out/$(BUILD)
PREFIX  ?= /usr/local
DESTDIR ?=
PDFS    ?= samples
RESULTS ?= out/run
VERSION := 0.1.0
JOBS    ?= $(shell nproc 2>/dev/null || echo 2)

PKGS := glib-2.0 gio-unix-2.0 poppler-glib cairo libxml-2.0 libpcre2-8 jansson sqlite3 libseccomp nettle fontconfig libzstd
WARN := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition \
        -Wpointer-arith -Wvla -Wwrite-strings -Wformat=2 -Wundef -Wcast-qual \
        -Wimplicit-fallthrough -Wnull-dereference
# Builds for developers stop at a warning and contain the hooks by which tests break a worker. A
# release must build with compilers that warn of more; `make test` builds it with CFLAGS=-Werror.
CFLAGS_dev     := -O1 -g3 -Werror -DBOARDPACK_TEST_HOOKS
CFLAGS_asan    := -O1 -g3 -Werror -DBOARDPACK_TEST_HOOKS -fsanitize=address,undefined \
                  -fno-omit-frame-pointer -fno-sanitize-recover=undefined
CFLAGS_fuzz    := -O1 -g3 -Werror -Wno-cast-qual -fsanitize=fuzzer-no-link,address,undefined \
                  -fno-omit-frame-pointer -fno-sanitize-recover=undefined
CFLAGS_release := -O2 -g -fstack-protector-strong -D_FORTIFY_SOURCE=2
LDFLAGS_release := -Wl,-z,relro -Wl,-z,now
LDFLAGS_asan   := -fsanitize=address,undefined
LDFLAGS_fuzz   := -fsanitize=address,undefined
# poppler allocates much and small: a faster malloc takes a tenth off a run. The sanitizers have
# their own.
MALLOC_dev     := -Wl,--no-as-needed -l:libtcmalloc_minimal.so.4 -Wl,--as-needed
MALLOC_release := $(MALLOC_dev)
ifeq ($(filter dev asan fuzz release,$(BUILD)),)
  $(error BUILD is dev, asan, fuzz or release, not '$(BUILD)')
endif

# Other people's headers are system headers: the warnings are about our code only. pkg-config is
# asked once, and only when something is compiled: `make run` has to work before it is installed.
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(patsubst -I%,-isystem %,$$(shell pkg-config --cflags $(PKGS))))$(PKG_CFLAGS)
PKG_LIBS   = $(eval PKG_LIBS := $$(shell pkg-config --libs $(PKGS)) -lm $$(MALLOC_$(BUILD)))$(PKG_LIBS)
ALL_CFLAGS = -std=gnu11 -D_GNU_SOURCE $(WARN) $(CFLAGS_$(BUILD)) -Isrc -I$(OUT)/gen -include common/banned.h \
             -DBOARDPACK_VERSION='"$(VERSION)"' \
             -DBOARDPACK_RULES='"$(PREFIX)/share/boardpack/rules"' \
             $(PKG_CFLAGS) -MMD -MP -MF $@.d $(CFLAGS)

LIB_SRC := $(filter-out src/cli/main.c,$(sort $(wildcard src/*.c src/*/*.c)))
LIB_OBJ := $(LIB_SRC:%.c=$(OUT)/obj/%.o)
MAIN    := $(OUT)/obj/src/cli/main.o
GEN     := $(OUT)/gen/review/review.css.inc $(OUT)/gen/review/review.js.inc \
           $(OUT)/gen/extract/sources.inc $(OUT)/gen/batch/sources.inc
UNITS   := src/cli/systemd/boardpack.service src/cli/systemd/boardpack.timer
EXAMPLES := src/cli/systemd/boardpack.default src/cli/systemd/boardpack.cron
UNIT    := $(patsubst tests/unit/%.c,$(OUT)/unit/%,$(wildcard tests/unit/test-*.c))
FUZZ    := $(patsubst tests/fuzz/%.c,$(OUT)/fuzz/%,$(wildcard tests/fuzz/fuzz-*.c))
SECONDS ?= 60
C_FILES  = $(wildcard src/*.[ch] src/*/*.[ch] tests/unit/*.[ch] tests/fuzz/*.[ch] tests/tools/*.[ch])
SUBMAKE  = $(MAKE) --no-print-directory $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(JOBS))

all: $(OUT)/boardpack ## build the program (BUILD=dev|asan|release)

$(OUT)/boardpack: $(MAIN) $(OUT)/libboardpack.a
	@echo "  LD  $@"
	@$(CC) $(CFLAGS_$(BUILD)) $(LDFLAGS_$(BUILD)) $(LDFLAGS) -o $@ $^ $(PKG_LIBS)
$(OUT)/libboardpack.a: $(LIB_OBJ)
	@rm -f $@
	@$(AR) rcs $@ $^
$(OUT)/obj/%.o: %.c Makefile
	@mkdir -p $(@D)
	@echo "  CC  $@"
	@$(CC) $(ALL_CFLAGS) -c -o $@ $<
# Style and script of the review page, as C strings.
$(OUT)/gen/%.inc: src/% Makefile
	@mkdir -p $(@D)
	@sed 's/[\\"]/\\&/g; s/.*/"&\\n"/' $< >$@
$(OUT)/obj/src/review/head.o: $(GEN)
# What extract consists of: pages that other sources made are not used.
EXTRACT := $(sort $(wildcard src/common/*.[ch] src/model/*.[ch] src/extract/*.[ch]))
# Sums of the sources that decide what is kept of a document. Made each time, for a file that is
# taken away makes nothing newer, and written when they differ.
$(OUT)/gen/extract/sources.inc: $(EXTRACT) FORCE
$(OUT)/gen/batch/sources.inc: $(sort $(wildcard src/*.[ch] src/*/*.[ch])) FORCE
$(OUT)/gen/%/sources.inc:
	@mkdir -p $(@D)
	@cat $(filter-out FORCE,$^) | sha256sum | sed 's/^\(.\{16\}\).*/"\1"/' >$@.new
	@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi
FORCE:
$(OUT)/obj/src/extract/store.o: $(OUT)/gen/extract/sources.inc
$(OUT)/obj/src/batch/stamp.o: $(OUT)/gen/batch/sources.inc
$(OUT)/unit/%: tests/unit/%.c $(OUT)/libboardpack.a
	@mkdir -p $(@D)
	@echo "  CC  $@"
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS_$(BUILD)) $(LDFLAGS) -o $@ $< $(OUT)/libboardpack.a $(PKG_LIBS)

$(OUT)/fuzz/%: tests/fuzz/%.c $(OUT)/libboardpack.a
	@mkdir -p $(@D)
	@echo "  CC  $@"
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS_$(BUILD)) -fsanitize=fuzzer $(LDFLAGS) -o $@ $< $(OUT)/libboardpack.a $(PKG_LIBS)

fuzz: ## run the fuzz targets for SECONDS=60 each, from their seeds (what is found: out/fuzz)
	@$(SUBMAKE) BUILD=fuzz CC=clang fuzz-targets
	@tests/tools/fuzz '$(SECONDS)' out/fuzz/fuzz
fuzz-targets: $(FUZZ)

unit: $(UNIT) ## build the unit tests (run them: make test ONLY=unit)

run: ## install what is needed, build, read PDFS=samples into RESULTS=out/run
	@tests/tools/setup build
	@$(SUBMAKE) BUILD=release all
	@$(SUBMAKE) BUILD=release run-built
run-built: all
	@tests/tools/run-folder $(OUT)/boardpack '$(PDFS)' '$(RESULTS)'

test: ## install what is needed, run every check (ONLY="unit goldens" for some)
	@tests/tools/setup test
	@JOBS=$(JOBS) tests/run $(ONLY)

accept: all ## look at what changed in tests/rules/bad and take it over: CASE=NAME
	@tests/tools/check-bad-rules $(OUT)/boardpack --accept '$(CASE)'

score: ## score a run over the annotated documents (needs ../shared/corpus)
	@$(SUBMAKE) BUILD=release all
	@$(SUBMAKE) BUILD=release score-built
score-built: all
	@tests/tools/score $(OUT)/boardpack

bench: ## measure time and memory over PDFS=samples
	@$(SUBMAKE) BUILD=release all
	@$(SUBMAKE) BUILD=release bench-built
bench-built: all
	@tests/tools/bench $(OUT)/boardpack '$(PDFS)'

format: ## lay out the C files with clang-format 14
	@tests/tools/format -i $(C_FILES)
format-check: ## say which C files are not laid out so
	@tests/tools/format --dry-run -Werror $(C_FILES)

lint: $(GEN) ## cppcheck and clang-tidy, where they are installed
	@tests/tools/lint $(LIB_SRC) src/cli/main.c -- $(filter-out -MMD -MP -MF $@.d -Werror,$(ALL_CFLAGS))

install: ## install program, rules, manual and units under PREFIX=/usr/local (DESTDIR=)
	@$(SUBMAKE) BUILD=release all
	@$(SUBMAKE) BUILD=release install-built
install-built: all
	install -D -m 755 $(OUT)/boardpack '$(DESTDIR)$(PREFIX)/bin/boardpack'
	find rules -type f -exec install -D -m 644 {} '$(DESTDIR)$(PREFIX)/share/boardpack/{}' \;
	install -D -m 644 src/cli/boardpack.1 '$(DESTDIR)$(PREFIX)/share/man/man1/boardpack.1'
	install -D -m 644 src/cli/boardpack-rules.5 '$(DESTDIR)$(PREFIX)/share/man/man5/boardpack-rules.5'
	install -D -m 644 -t '$(DESTDIR)$(PREFIX)/share/doc/boardpack' README.md LICENSE
	install -D -m 644 -t '$(DESTDIR)$(PREFIX)/lib/systemd/system' $(UNITS)
	install -D -m 644 src/cli/systemd/boardpack.sysusers '$(DESTDIR)$(PREFIX)/lib/sysusers.d/boardpack.conf'
	install -D -m 644 -t '$(DESTDIR)$(PREFIX)/share/doc/boardpack/examples' $(EXAMPLES)
	sed -i 's|/usr/bin/boardpack|$(PREFIX)/bin/boardpack|' \
	    $(UNITS:src/cli/systemd/%='$(DESTDIR)$(PREFIX)/lib/systemd/system/%') \
	    $(EXAMPLES:src/cli/systemd/%='$(DESTDIR)$(PREFIX)/share/doc/boardpack/examples/%')

uninstall: ## remove what install put there
	rm -f '$(DESTDIR)$(PREFIX)/bin/boardpack' '$(DESTDIR)$(PREFIX)/share/man/man1/boardpack.1' \
	    '$(DESTDIR)$(PREFIX)/share/man/man5/boardpack-rules.5' \
	    $(UNITS:src/cli/systemd/%='$(DESTDIR)$(PREFIX)/lib/systemd/system/%') \
	    '$(DESTDIR)$(PREFIX)/lib/sysusers.d/boardpack.conf'
	rm -rf '$(DESTDIR)$(PREFIX)/share/boardpack' '$(DESTDIR)$(PREFIX)/share/doc/boardpack'

deb: ## build a Debian package of this commit into out/deb
	@tests/tools/setup deb
	@rm -rf out/deb/root out/deb/*.deb
	@$(SUBMAKE) BUILD=release OUT=out/deb/build PREFIX=/usr CFLAGS=-g0 all
	@$(SUBMAKE) -s BUILD=release OUT=out/deb/build PREFIX=/usr CFLAGS=-g0 DESTDIR=out/deb/root install-built
	@src/cli/debian/make-deb out/deb/root '$(VERSION)' out/deb

clean: ## remove everything that was built
	rm -rf out

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 20

.PHONY: all unit fuzz fuzz-targets run run-built test accept score score-built bench bench-built format format-check \
        lint install install-built uninstall deb clean help
.DELETE_ON_ERROR:
-include $(LIB_OBJ:=.d) $(MAIN).d $(UNIT:=.d) $(FUZZ:=.d)
