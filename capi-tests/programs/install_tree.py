"""`make install`: what is there, and that pkg-config (shared and static) and CMake build a program from it."""
import os
import subprocess

from common import ROOT, arguments, check, main, run, said, temporary_folder

PROGRAM = r"""
#include <libwebsockets.h>
#include <stdio.h>
#include <string.h>
int main(void)
{
	struct lws_context_creation_info info;
	struct lws_context *context;

	memset(&info, 0, sizeof(info));
	info.port = CONTEXT_PORT_NO_LISTEN;
	info.gid = (gid_t)-1;
	info.uid = (uid_t)-1;
	lws_set_log_level(0, NULL);
	context = lws_create_context(&info);
	if (!context || lws_service(context, -1) < 0)
		return 1;
	lws_context_destroy(context);
	printf("%s\n", LWS_LIBRARY_VERSION);
	return 0;
}
"""
CMAKE = """
cmake_minimum_required(VERSION 3.10)
project(prog C)
find_package(libwebsockets {version} CONFIG REQUIRED)
list(APPEND CMAKE_MODULE_PATH ${{LWS_CMAKE_DIR}})
require_lws_config(LWS_ROLE_WS 1 requirements)
require_lws_config(LWS_WITH_NO_SUCH_OPTION 0 requirements)
add_executable(shared prog.c)
target_link_libraries(shared websockets_shared ${{LIBWEBSOCKETS_DEP_LIBS}})
add_executable(static prog.c)
target_link_libraries(static websockets)
if(NOT LIBWEBSOCKETS_LIBRARIES OR NOT EXISTS "${{LIBWEBSOCKETS_INCLUDE_DIRS}}/libwebsockets.h")
  message(FATAL_ERROR "variables")
endif()
"""


def try_abi(abi, version):
    work = temporary_folder()
    prefix = f"{work}/opt/lws"
    run(["make", "-C", ROOT, "install", f"ABI={abi}", f"DESTDIR={work}", "PREFIX=/opt/lws"])
    for path in (f"lib/libwebsockets.so.{abi}", "lib/libwebsockets.so", "lib/libwebsockets.a", "include/libwebsockets.h",
                 "include/lws_config.h", "lib/pkgconfig/libwebsockets.pc", "lib/pkgconfig/libwebsockets_static.pc",
                 "lib/cmake/libwebsockets/libwebsockets-config.cmake", "share/man/man3/libwebsockets.3"):
        check(os.path.exists(f"{prefix}/{path}"), f"{path} is not installed")
    check(os.readlink(f"{prefix}/lib/libwebsockets.so") == f"libwebsockets.so.{abi}", "the link")
    with open(f"{work}/prog.c", "w") as out:
        out.write(PROGRAM)
    env = dict(os.environ, PKG_CONFIG_SYSROOT_DIR=work, PKG_CONFIG_LIBDIR=f"{prefix}/lib/pkgconfig")
    run(["pkg-config", "--exact-version", version, "libwebsockets"], env=env)
    for package, environment in ("libwebsockets", {"LD_LIBRARY_PATH": f"{prefix}/lib"}), ("libwebsockets_static", {}):
        run(["sh", "-ec", f"cc -std=c99 -Wall -Wextra -Werror prog.c -o prog $(pkg-config --cflags --libs {package})"],
            cwd=work, env=env)
        out = run([f"{work}/prog"], env=dict(os.environ, **environment)).decode()
        check(version in out, f"{package}: {out}")
        needed = "libwebsockets" in run(["readelf", "-d", f"{work}/prog"]).decode()
        check(needed == (not package.endswith("static")), f"{package}: what is linked")
    said(f"ABI {abi}: pkg-config, shared and static")
    for era, source in ("2010", "server_2010"), ("0.3", "server_0_3"):
        package = f"libwebsockets-legacy-{era}"
        check(os.path.exists(f"{prefix}/include/libwebsockets-legacy/{era}/libwebsockets.h"), f"the header of {era}")
        run(["sh", "-ec", f"cc -std=gnu89 -Wall -Wextra -Werror {ROOT}/capi-tests/legacy/{source}.c -o {work}/legacy "
             f"$(pkg-config --cflags --libs {package})"], cwd=work, env=env)
        done = subprocess.run([f"{work}/legacy"], env=dict(os.environ, LD_LIBRARY_PATH=f"{prefix}/lib"))
        check(done.returncode == 2, f"{package}: a program without arguments left with {done.returncode}")
    said(f"ABI {abi}: modules of older eras")
    exported = run(["sh", "-ec", f"nm -g --defined-only {prefix}/lib/libwebsockets.a | awk '$2 ~ /[A-Z]/ {{print $3}}'"])
    api = run(["sh", "-ec", f"nm -D --defined-only {prefix}/lib/libwebsockets.so | awk '{{print $3}}'"]).decode().split()
    stray = sorted(set(exported.decode().split()) ^ set(api))
    check(not stray, f"the static and the shared library differ in what they export: {stray[:20]}")
    said(f"ABI {abi}: the static library has {len(exported.split())} global names, all of the API")
    with open(f"{work}/CMakeLists.txt", "w") as out:
        out.write(CMAKE.format(version=version))
    run(["cmake", "-S", work, "-B", f"{work}/build", f"-DCMAKE_PREFIX_PATH={prefix}"])
    run(["cmake", "--build", f"{work}/build"])
    for name in "shared", "static":
        check(version in run([f"{work}/build/{name}"]).decode(), f"CMake, {name}")
    said(f"ABI {abi}: CMake, shared and static")


def test():
    arguments(__doc__).parse_args()
    try_abi("19", "4.3.5")
    try_abi("17", "4.1.6")


main(test)
