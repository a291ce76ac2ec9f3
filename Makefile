# hubsim -- what a newcomer types:
#
#   make demo      installs what is missing, builds, runs the Liège scenario, draws the figures
#   make test      installs what is missing, builds, runs every test
#   make help      the other targets
#
# ---- settings: override on the command line, e.g. make CC=clang BUILD=build-clang -----------------------------------
CC       ?= gcc
BUILD    ?= build
OPT      ?= -O2
PREFIX   ?= /usr/local
DESTDIR  ?=
OUT      ?= out
V        ?= 0
TEST_LIMIT_S ?= 240
JOBS     ?= $(shell nproc 2>/dev/null || echo 2)

# -ffp-contract=off: the same bytes with and without fused multiply-add.
CFLAGS   ?= -g
HUB_CFLAGS = -std=c17 -D_GNU_SOURCE $(OPT) -ffp-contract=off -fno-math-errno -pthread -I. -I$(BUILD) \
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wvla -Wstrict-prototypes -Wmissing-prototypes \
  -Werror=incompatible-pointer-types -Werror=int-conversion -Werror=implicit-function-declaration \
  $(WERROR) $(SANITIZE) $(CFLAGS)
LIBS     = -lconfig -lsqlite3 -lz -lgsl -lgslcblas -lm -pthread $(MPI_LIBS)

# Many machines: with MPI if its compiler wrapper is there, without if not or if MPI=off is said.
MPICC    ?= mpicc
MPI      ?= $(if $(shell command -v $(MPICC) 2>/dev/null),on,off)
ifeq ($(MPI),on)
MPI_SAYS   := $(shell $(MPICC) --showme:compile 2>/dev/null || $(MPICC) -compile_info 2>/dev/null | tr ' ' '\n' | grep '^-I')
MPI_CFLAGS := -DHUBSIM_MPI $(patsubst -I%,-isystem %,$(filter -I%,$(MPI_SAYS)))
MPI_LIBS   := $(shell $(MPICC) --showme:link 2>/dev/null || $(MPICC) -link_info 2>/dev/null | cut -d' ' -f2-)
endif

Q        = $(if $(filter 1,$(V)),,@)

# ---- nothing to set below -------------------------------------------------------------------------------------------
VERSION  := $(shell sed -n 's/^version: *//p' CITATION.cff)
LAYERS   := plots scenarios models sim
ARCHIVES := $(LAYERS:%=$(BUILD)/lib%.a)
# The examples of the engine are built by whoever installs it, not into the program.
EXAMPLES := $(wildcard sim/examples/*.c)
SOURCES  := $(filter-out $(EXAMPLES),$(foreach layer,$(LAYERS),$(wildcard $(layer)/*.c $(layer)/*/*.c)))
OBJECTS  := $(SOURCES:%.c=$(BUILD)/%.o)
TESTS    := $(foreach layer,$(LAYERS) program,$(wildcard tests/$(layer)/test_*.c))
TEST_BINARIES := $(TESTS:%.c=$(BUILD)/%)
TEST_SCRIPTS  := $(wildcard tests/program/test_*.sh)
# make test T='roster dock': those whose file name holds one of the words.
pick = $(if $(T),$(foreach file,$(1),$(if $(strip $(foreach word,$(T),$(findstring $(word),$(notdir $(file))))),$(file))),$(1))

.PHONY: all demo test debug check format tidy golden sanitize bench bench-peers verify bench-farm install install-library uninstall clean help packages manual calibration exante tables
.SUFFIXES:
.SECONDARY:
.DELETE_ON_ERROR:

all: $(BUILD)/hubsim

demo: packages
	@$(MAKE) --no-print-directory -j$(JOBS) all
	@BUILD=$(BUILD) OUT=$(OUT) sh .ci/demo

test: packages
	@$(MAKE) --no-print-directory -j$(JOBS) all $(call pick,$(TEST_BINARIES))
	@BUILD=$(BUILD) CC='$(CC) $(SANITIZE)' TEST_LIMIT_S=$(TEST_LIMIT_S) sh tests/run $(call pick,$(TEST_BINARIES) $(TEST_SCRIPTS))

check: packages
	@sh .ci/packages check
	@sh tests/check/layers.sh
	@$(MAKE) --no-print-directory -j$(JOBS) WERROR=-Werror all $(TEST_BINARIES)
	@BUILD=$(BUILD) sh tests/check/names.sh
	@BUILD=$(BUILD) sh tests/check/text.sh

format:
	@sh .ci/packages check
	@clang-format-14 -i hubsim.c $$(find $(LAYERS) tests -name '*.[ch]')

tidy: compile_commands.json
	@sh .ci/packages tidy
	@printf '%s\n' $(call pick,hubsim.c $(SOURCES)) | xargs -P $(JOBS) -n 8 clang-tidy-14 --quiet

debug:
	@$(MAKE) --no-print-directory -j$(JOBS) BUILD=$(BUILD)/debug OPT=-O0 CFLAGS='-g3 -fno-omit-frame-pointer' all

# What people read on the screen, as the program of today writes it.
golden: all
	@BUILD=$(BUILD) GOLDEN=write sh tests/program/test_golden.sh

# For editors and clang-tidy: how each file is compiled.
compile_commands.json: Makefile $(BUILD)/version.h $(BUILD)/built.h
	@{ echo '['; for file in hubsim.c $(SOURCES) $(TESTS); do \
	  printf '%s{"directory": "%s", "file": "%s", "command": "%s"}\n' "$$comma" '$(CURDIR)' "$$file" \
	    '$(CC) $(HUB_CFLAGS) $(MPI_CFLAGS) -c '"$$file"; comma=,; done; echo ']'; } >$@

sanitize: packages
	@$(MAKE) --no-print-directory -j$(JOBS) BUILD=$(BUILD)/sanitize OPT=-O1 \
	  SANITIZE='-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer' TEST_LIMIT_S=1500 test

packages:
	@sh .ci/packages build

$(BUILD)/hubsim: $(BUILD)/hubsim.o $(ARCHIVES)
	@echo '  link $@'
	$(Q)$(CC) $(HUB_CFLAGS) $(LDFLAGS) -o $@ $(BUILD)/hubsim.o $(ARCHIVES) $(LIBS)

# With and without MPI are two objects: saying the other rebuilds it.
$(BUILD)/sim/ranks.o: HUB_CFLAGS += $(MPI_CFLAGS)
$(BUILD)/sim/ranks.o: $(BUILD)/mpi-$(MPI)
$(BUILD)/mpi-on $(BUILD)/mpi-off:
	@mkdir -p $(@D)
	@rm -f $(BUILD)/mpi-*
	@touch $@
	@[ $(MPI) = on ] || echo '  MPI is off: mpirun will not share out runs (install libopenmpi-dev, or leave out MPI=off)'

# The version is known to the program and to the man page from one place.
$(BUILD)/version.h: CITATION.cff
	@mkdir -p $(@D)
	@printf '#define HUBSIM_VERSION "%s"\n' '$(VERSION)' > $@

# What simulates, as one number: results of another number are not taken for results of this program. Looked
# at each time, written only when something changed.
MODEL_SOURCES := $(sort $(filter-out $(EXAMPLES),$(wildcard sim/*.[ch] sim/*/*.[ch])) $(wildcard models/*.[ch] models/*/*.[ch] scenarios/input/*.[ch]))
MODEL  = $(shell cat $(MODEL_SOURCES) | sha256sum | cut -c1-16)
COMMIT = $(shell git describe --always --dirty --exclude='*' 2>/dev/null || echo unknown)
FLAGS  = $(strip $(OPT) -ffp-contract=off -fno-math-errno $(SANITIZE) $(CFLAGS))
$(BUILD)/built.h: always
	@mkdir -p $(@D)
	@printf '#define HUBSIM_MODEL "%s"\n#define HUBSIM_COMMIT "%s"\n#define HUBSIM_FLAGS "%s"\n' \
	  '$(MODEL)' '$(COMMIT)' '$(FLAGS)' > $@.new
	@cmp -s $@.new $@ && rm -f $@.new || mv $@.new $@
$(BUILD)/hubsim.o: $(BUILD)/built.h
.PHONY: always

define archive_rule
$(BUILD)/lib$(1).a: $(patsubst %.c,$(BUILD)/%.o,$(filter $(1)/%,$(SOURCES)))
	@rm -f $$@
	@ar rcsD $$@ $$^
endef
$(foreach layer,$(LAYERS),$(eval $(call archive_rule,$(layer))))

$(BUILD)/%.o: %.c $(BUILD)/version.h
	@mkdir -p $(@D)
	@echo '  cc   $<'
	$(Q)$(CC) $(HUB_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/tests/%: tests/%.c $(ARCHIVES) $(BUILD)/version.h
	@mkdir -p $(@D)
	@echo '  test $<'
	$(Q)$(CC) $(HUB_CFLAGS) -MMD -MP -MF $@.d $(LDFLAGS) -o $@ $< $(ARCHIVES) -lcmocka $(LIBS)

BENCHES := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/bench/*.c))
bench: packages
	@$(MAKE) --no-print-directory -j$(JOBS) $(BENCHES)
	@BUILD=$(BUILD) CC='$(CC)' BENCH_FLAGS='$(OPT) -ffp-contract=off -fno-math-errno' sh tests/bench/run

# What rank 0 of a large machine has to do: measured, then simulated. FARM='2.5 65': seconds a replication, us to keep it.
bench-farm: packages
	@$(MAKE) --no-print-directory -j$(JOBS) $(BUILD)/tests/bench/farm_load
	OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 mpirun -n 2 $(BUILD)/tests/bench/farm_load $(FARM)

bench-peers: packages
	@sh .ci/packages peers
	@$(MAKE) --no-print-directory -j$(JOBS) $(BUILD)/tests/bench/mm1_engine $(BUILD)/tests/bench/hub3_engine
	@BUILD=$(BUILD) CC='$(CC)' CIMBA='$(CIMBA)' sh tests/bench/peers/run

VERIFIES := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/verify/*.c))
verify: packages
	@sh .ci/packages verify
	@$(MAKE) --no-print-directory -j$(JOBS) all $(VERIFIES)
	@BUILD=$(BUILD) TEST_LIMIT_S=7200 sh tests/run $(wildcard tests/verify/*.sh) $(VERIFIES)

# The uncertain inputs of Liège set by rule on what was counted to 2021 (about 500 replications).
calibration: all
	@sh scenarios/liege/calibrate.sh $(BUILD)

# Two exams at Liège: what could have been known, New Year by New Year, and given all that happened (scenarios/liege/README.md).
exante: all
	@mkdir -p $(OUT)/exante
	$(BUILD)/hubsim exante scenarios/liege/forecast.cfg --out $(OUT)/exante --db $(OUT)/exante/results.db --resume >$(OUT)/exante/exante.txt
	@sed '/^Written:/,$$d' $(OUT)/exante/exante.txt >scenarios/liege/exante.txt
	@cp $(OUT)/exante/exante.png plots/liege_exante.png
	@cat scenarios/liege/exante.txt

# The tables of all READMEs again, each by the command above it; `git diff` then shows what moved. Some ten minutes.
tables: all
	@sh scenarios/tables.sh README.md $(wildcard scenarios/*.md scenarios/*/*.md)

# The man page, from what the commands say of themselves; tests/program/test_manual.sh holds us to it.
manual: all
	@sh scenarios/manual.sh $(BUILD)/hubsim <scenarios/hubsim.1 >$(BUILD)/hubsim.1
	@cp $(BUILD)/hubsim.1 scenarios/hubsim.1

install: all
	install -Dm755 $(BUILD)/hubsim $(DESTDIR)$(PREFIX)/bin/hubsim
	install -Dm644 scenarios/hubsim.1 $(DESTDIR)$(PREFIX)/share/man/man1/hubsim.1
	install -Dm644 scenarios/completions/hubsim.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/hubsim
	install -d $(DESTDIR)$(PREFIX)/share/hubsim/scenarios/anchors $(DESTDIR)$(PREFIX)/share/hubsim/scenarios/liege $(DESTDIR)$(PREFIX)/share/hubsim/scenarios/whatif
	install -m644 scenarios/anchors/* $(DESTDIR)$(PREFIX)/share/hubsim/scenarios/anchors/
	install -m644 scenarios/liege/* $(DESTDIR)$(PREFIX)/share/hubsim/scenarios/liege/
	install -m644 scenarios/whatif/* $(DESTDIR)$(PREFIX)/share/hubsim/scenarios/whatif/
	install -d $(DESTDIR)$(PREFIX)/share/hubsim/scenarios/lessons
	install -m644 scenarios/lessons/* $(DESTDIR)$(PREFIX)/share/hubsim/scenarios/lessons/

# The engine for models of one's own: sim/TUTORIAL.md. What speaks MPI stays with the program.
LIBRARY_HEADERS := $(filter-out sim/ranks.h,$(wildcard sim/*.h sim/*/*.h))
$(BUILD)/libhubsim-sim.a: $(filter-out $(BUILD)/sim/ranks.o,$(patsubst %.c,$(BUILD)/%.o,$(filter sim/%,$(SOURCES))))
	@rm -f $@
	@ar rcsD $@ $^

install-library: $(BUILD)/libhubsim-sim.a
	install -Dm644 $(BUILD)/libhubsim-sim.a $(DESTDIR)$(PREFIX)/lib/libhubsim-sim.a
	for header in $(LIBRARY_HEADERS); do install -Dm644 $$header $(DESTDIR)$(PREFIX)/include/hubsim/$$header || exit 1; done
	install -d $(DESTDIR)$(PREFIX)/lib/pkgconfig $(DESTDIR)$(PREFIX)/share/doc/hubsim-sim/examples
	sed 's,@PREFIX@,$(PREFIX),; s,@VERSION@,$(VERSION),' sim/hubsim-sim.pc.in >$(DESTDIR)$(PREFIX)/lib/pkgconfig/hubsim-sim.pc
	install -m644 sim/TUTORIAL.md $(DESTDIR)$(PREFIX)/share/doc/hubsim-sim/
	install -m644 sim/examples/* $(DESTDIR)$(PREFIX)/share/doc/hubsim-sim/examples/

uninstall:
	rm -rf $(DESTDIR)$(PREFIX)/lib/libhubsim-sim.a $(DESTDIR)$(PREFIX)/lib/pkgconfig/hubsim-sim.pc \
	  $(DESTDIR)$(PREFIX)/include/hubsim $(DESTDIR)$(PREFIX)/share/doc/hubsim-sim
	rm -rf $(DESTDIR)$(PREFIX)/bin/hubsim $(DESTDIR)$(PREFIX)/share/man/man1/hubsim.1 \
	  $(DESTDIR)$(PREFIX)/share/bash-completion/completions/hubsim $(DESTDIR)$(PREFIX)/share/hubsim

help:
	@echo 'make demo       install what is missing, build, run the Liège scenario, draw the figures in $(OUT)/'
	@echo 'make test       install what is missing, build, run every test'
	@echo 'make test T=roster   only the tests whose file name holds that word'
	@echo 'make            build $(BUILD)/hubsim'
	@echo 'make debug      the same without optimisation, for a debugger: $(BUILD)/debug/hubsim'
	@echo 'make check      layers, names and text; builds with warnings as errors'
	@echo 'make sanitize   every test under AddressSanitizer and UndefinedBehaviorSanitizer'
	@echo 'make calibration  sets the uncertain inputs of Liège by rule; writes scenarios/liege/calibrated.*'
	@echo 'make exante       what could have been known of each promise, New Year by New Year (Liège)'
	@echo 'make tables       makes the tables of the READMEs again; git diff shows what moved'
	@echo 'make bench      time the engine; writes $(BUILD)/bench.json'
	@echo 'make bench-farm how many ranks one rank 0 can serve'
	@echo 'make bench-peers  the same models in SimPy and, with CIMBA=/path/to/a/built/copy, in Cimba'
	@echo 'make verify     what takes too long for make test: compilers and levels, 10^9 events, streams, a battery'
	@echo 'make install-library  the engine for models of your own: headers, pkg-config file, examples (sim/TUTORIAL.md)'
	@echo 'make install    PREFIX=$(PREFIX), DESTDIR; program, man page, completion, scenarios'
	@echo 'make format     let clang-format 14 write the code (make check asks for it)'
	@echo 'make tidy       clang-tidy 14 looks for faults (T= picks files)'
	@echo 'make golden     write tests/golden/ anew: what commands print, as people read it'
	@echo 'make compile_commands.json   how each file is compiled, for editors'
	@echo 'make clean      remove $(BUILD)/ and $(OUT)/'
	@echo 'Settings: CC, OPT, V=1, BUILD, OUT, JOBS, MPI=off, PREFIX, DESTDIR (see the top of the Makefile)'

clean:
	rm -rf $(BUILD) $(OUT) compile_commands.json

-include $(OBJECTS:.o=.d) $(BUILD)/hubsim.d $(TEST_BINARIES:%=%.d)
