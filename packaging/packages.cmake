# Debian packages of the three components, made by `cpack --config build/release/CPackConfig.cmake`.
# Who answers for the packages is whoever makes them: -DQUOTH_MAINTAINER="Name <address>", or what Debian's own tools
# ask for, DEBFULLNAME and DEBEMAIL in the environment. Without either they name Quoth's founders at an address that by
# RFC 2606 reaches nobody: good for trying them, not for giving them to others.
set(maintainer "The Quoth founders <founders@quoth.invalid>")
if(NOT "$ENV{DEBFULLNAME}" STREQUAL "" AND NOT "$ENV{DEBEMAIL}" STREQUAL "")
  set(maintainer "$ENV{DEBFULLNAME} <$ENV{DEBEMAIL}>")
endif()
set(QUOTH_MAINTAINER "${maintainer}" CACHE STRING "Who answers for the Debian packages: Name <address>")
if(NOT QUOTH_MAINTAINER MATCHES "^[^<>]+ <[^<>@ ]+@[^<>@ ]+>$")
  message(FATAL_ERROR "QUOTH_MAINTAINER is \"${QUOTH_MAINTAINER}\"; Debian packages need a name and an address: "
                      "-DQUOTH_MAINTAINER=\"Ana Rosh <ana@example.org>\"")
endif()
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME quoth)
set(CPACK_PACKAGE_VENDOR Quoth)
set(CPACK_PACKAGE_CONTACT ${QUOTH_MAINTAINER})
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_BINARY_DIR}/packages)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_COMPONENTS_ALL library)
if(TARGET quoth_cli)
  list(APPEND CPACK_COMPONENTS_ALL tool)
endif()
if(TARGET quoth_python)
  list(APPEND CPACK_COMPONENTS_ALL python)
endif()
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_LIST_DIR}/debian_layout.cmake)
set(CPACK_QUOTH_SOURCE ${CMAKE_SOURCE_DIR})  # for that script

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)

set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "")  # each package's description begins with its own
set(about "Quoth puts analyzers for names, dates and quotations and a ranking
core of its own on top of a Xapian index, so that one question finds a
person however the name is spelled, a day whenever it was printed, and
words only where they were said.
.")

# An archive's needs are known to no tool: these are the packages of what quoth.pc names.
set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME libquoth-dev)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_DEPENDS "libboost-iostreams-dev, libicu-dev, libroaring-dev, libsimdjson-dev, libstemmer-dev, libxapian-dev, libzstd-dev")
set(CPACK_DEBIAN_LIBRARY_DESCRIPTION "search engine for news: development files\n${about}\nHeaders and static libraries for programs in C++20, which CMake and
pkg-config find.")

set(CPACK_DEBIAN_TOOL_PACKAGE_NAME quoth)
set(CPACK_DEBIAN_TOOL_PACKAGE_SECTION text)
set(CPACK_DEBIAN_TOOL_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_TOOL_DESCRIPTION "search engine for news: who said what, when\n${about}\nThe command line: indexes articles and answers questions about them.")

set(CPACK_DEBIAN_PYTHON_PACKAGE_NAME python3-quoth)
set(CPACK_DEBIAN_PYTHON_PACKAGE_SECTION python)
set(CPACK_DEBIAN_PYTHON_PACKAGE_SHLIBDEPS ON)
# The extension is for one minor version of Python.
if(TARGET quoth_python)
  find_package(Python REQUIRED COMPONENTS Interpreter QUIET)
  math(EXPR next "${Python_VERSION_MINOR} + 1")
endif()
set(CPACK_DEBIAN_PYTHON_PACKAGE_DEPENDS "python3 (>= ${Python_VERSION_MAJOR}.${Python_VERSION_MINOR}), python3 (<< ${Python_VERSION_MAJOR}.${next})")
set(CPACK_DEBIAN_PYTHON_PACKAGE_SUGGESTS "python3-altair, python3-matplotlib, python3-pandas, python3-tqdm")
set(CPACK_DEBIAN_PYTHON_DESCRIPTION "search engine for news: Python module\n${about}\nThe module quoth, for Python ${Python_VERSION_MAJOR}.${Python_VERSION_MINOR}.")
include(CPack)
