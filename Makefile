# make run     builds the program and assesses three crashes; the first thing to try
# make test    everything that CI checks
# make bench   times of the parts and of the three assessments
# make gallery remakes the maps that the README shows
# make fmt     puts the source into the house format
#
# One profile (release) for everything, so that the dependencies are compiled once.

SCENARIOS := baikonur-2013 karkaraly-1999 zhanaarka-1999
# Pictures of the README: scenario, language and file without ending.
GALLERY := baikonur-2013/en/map baikonur-2013/ru/map baikonur-2013/en/map-soil baikonur-2013/en/map-soil-later \
	karkaraly-1999/kk/map-fall karkaraly-1999/en/plot-droplets drop-proton-k/en/map-fall
# CI sets --locked: the dependencies are those of Cargo.lock and nothing else.
LOCKED ?=

export PATH := $(HOME)/.cargo/bin:$(PATH)
HEPTYL = $(or $(CARGO_TARGET_DIR),target)/release/heptyl

.PHONY: run test bench gallery fmt build tools cargo lint-tools
.DEFAULT_GOAL := run

run: build
	@set -e; for scenario in $(SCENARIOS); do \
		echo; echo "== $$scenario"; \
		$(HEPTYL) run $$scenario --force --out output/$$scenario; \
	done
	@echo; echo "Maps and reports:"
	@for scenario in $(SCENARIOS); do \
		ls output/$$scenario/map.png output/$$scenario/map-*.png output/$$scenario/report.html 2>/dev/null; \
	done

test: tools cargo lint-tools
	cargo fmt --check
	cargo clippy --release $(LOCKED) --all-targets -- -D warnings
	cargo test --release $(LOCKED)
	RUSTDOCFLAGS="-D warnings" cargo doc --release $(LOCKED) --no-deps --lib

bench: tools cargo
	cargo bench $(LOCKED)

gallery: build
	@set -e; mkdir -p output/gallery; rm -f output/gallery/*.png; made=; \
	for picture in $(GALLERY); do \
		run=$${picture%/*}; scenario=$${run%/*}; lang=$${run#*/}; name=$${picture##*/}; \
		results=$(dir $(HEPTYL))gallery/$$scenario-$$lang; \
		case " $$made " in *" $$run "*) ;; *) \
			$(HEPTYL) run $$scenario --lang $$lang --force --quiet --out $$results > /dev/null; made="$$made $$run";; \
		esac; \
		end=; if [ $$lang != en ]; then end=-$$lang; fi; \
		cp $$results/$$name.png output/gallery/$$scenario-$$name$$end.png; \
	done
	@du -ch output/gallery/*.png

fmt: cargo
	cargo fmt

build: tools cargo
	cargo build --release $(LOCKED)

# PROJ is built from source: it needs cmake, a C++ compiler, and sqlite3 to make its database.
tools:
	@set -e; missing=; \
	command -v cmake > /dev/null || missing="$$missing cmake"; \
	command -v sqlite3 > /dev/null || missing="$$missing sqlite3"; \
	command -v c++ > /dev/null || missing="$$missing g++"; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	echo "Installing$$missing ..."; \
	if ! command -v apt-get > /dev/null; then \
		echo "error: missing$$missing, and there is no apt-get here; install them with your package manager" >&2; exit 1; \
	fi; \
	sudo=; if [ "$$(id -u)" != 0 ]; then sudo=sudo; fi; \
	if [ -n "$$sudo" ] && ! command -v sudo > /dev/null; then \
		echo "error: missing$$missing; as root: apt-get install$$missing" >&2; exit 1; \
	fi; \
	$$sudo apt-get update -qq; \
	$$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $$missing

cargo:
	@command -v cargo > /dev/null || { \
		echo "error: no cargo; install the Rust toolchain (https://rustup.rs), then try again" >&2; exit 1; }

lint-tools:
	@cargo fmt --version > /dev/null 2>&1 && cargo clippy --version > /dev/null 2>&1 || { \
		echo "error: cargo fmt or cargo clippy is missing; rustup component add rustfmt clippy" >&2; exit 1; }
