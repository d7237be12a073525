# The house's doors. Everything a step needs is installed by the step itself when it is missing.
SHELL := /bin/bash
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help demo test build docs lint unit-tests end-to-end stress bench fuzz clean

BINARY := .build/release/yuantu
PHOTOS ?= samples/originals
COUNT ?= 500
SWIFT_TEST := swift test -c release --scratch-path .build-test -Xswiftc -enable-testing
# Servers and watches keep time: beside the tests that compute, on few cores, they would be late.
TIMED := HTTPKitTests|FolderWatchTests|WatchingTests
TIME ?= 60

help:
	@echo '原图（Yuantu）：店铺图片的隐形水印与来源记录'
	@echo '  make demo    安装所需软件、编译，用 samples/ 演示一遍主要功能（不留下任何文件）'
	@echo '  make test    安装所需软件、编译，运行全部测试'
	@echo '  make build   编译出 $(BINARY)'
	@echo '  make docs    由源代码的注释生成文档；有警告就算失败'
	@echo '  make lint    检查代码格式、模块结构、文档链接与中文标点'
	@echo '  make bench   测量识别率与速度；PHOTOS=文件夹 COUNT=张数'
	@echo '  make stress  在每个命令的各个写盘步骤中断它、写满磁盘、拨乱时钟等（约一小时）'
	@echo '  make fuzz    逐个运行模糊测试；TIME=每个的秒数'
	@echo '  make clean   删除编译结果'
	@echo
	@echo 'Yuantu: invisible marks and provenance records for shop photos'
	@echo '  make demo    install what is missing, build, show the main job on samples/ (leaves nothing behind)'
	@echo '  make test    install what is missing, build, run every test'
	@echo '  make build   build $(BINARY)'
	@echo '  make docs    the documentation, from the comments in the code; a warning is an error'
	@echo '  make lint    check the form of the code, the modules, the links of the documents, Chinese punctuation'
	@echo '  make bench   measure recognition and speed; PHOTOS=folder COUNT=pictures'
	@echo '  make stress  kill commands at their file-system steps, fill the disk, upset the clock … (about an hour)'
	@echo '  make fuzz    run the fuzz targets one after another; TIME=seconds each'
	@echo '  make clean   remove what was built'

build:
	@scripts/step 'dependencies (build)' scripts/install-dependencies --for build
	@scripts/step 'release build' swift build -c release --product yuantu

demo:
	@scripts/step 'dependencies (demo)' scripts/install-dependencies --for demo
	@scripts/step 'release build' swift build -c release --product yuantu
	@scripts/step 'demo' scripts/demo

docs: build
	@scripts/step 'documentation' scripts/documentation

lint:
	@scripts/step 'lint' swift format lint --strict -r Sources Tests Package.swift
	@scripts/step 'house' scripts/check-house
	@scripts/step 'Chinese punctuation' scripts/chinese-punctuation

# Release optimisation: the mark's transforms are many times slower in a debug build.
unit-tests:
	@scripts/install-oracle
	@scripts/install-browser
	@scripts/step 'Swift tests' $(SWIFT_TEST) --skip '$(TIMED)'
	@scripts/step 'Swift tests against the clock' $(SWIFT_TEST) --skip-build --filter '$(TIMED)'

end-to-end:
	@scripts/step 'release build' swift build -c release --product yuantu
	@scripts/step 'documentation' scripts/documentation
	@scripts/step 'end-to-end tests' env YUANTU=$(BINARY) Tests/EndToEndTests/run
	@scripts/step 'agreement of C2PA validators' env YUANTU=$(BINARY) Tests/ConformanceTests/agreement

test:
	@scripts/step 'dependencies (test)' scripts/install-dependencies --for test
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory unit-tests
	@$(MAKE) --no-print-directory end-to-end

bench:
	@scripts/step 'dependencies (test)' scripts/install-dependencies --for test
	@scripts/step 'release build' swift build -c release --product yuantu
	@scripts/step 'recognition' Benchmarks/recognition --yuantu $(BINARY) --photos '$(PHOTOS)' \
	  --count $(COUNT)
	@scripts/step 'speed' Benchmarks/speed --yuantu $(BINARY) --photos '$(PHOTOS)'
	@scripts/step 'time stamps' Benchmarks/time --yuantu $(BINARY)

stress:
	@scripts/step 'dependencies (test)' scripts/install-dependencies --for test
	@scripts/step 'release build' swift build -c release --product yuantu
	@scripts/step 'faults' env YUANTU=$(BINARY) Tests/Stress/run

fuzz:
	@scripts/step 'dependencies (test)' scripts/install-dependencies --for test
	@scripts/step 'fuzzing' Fuzz/all '$(TIME)'

clean:
	rm -rf .build .build-test .build-oracle .build-browser
