# Run by CPack on what was installed, before it is packed: what Debian's policy wants in a package beyond what an
# install puts in place.
find_program(gzip gzip REQUIRED)
function(compress file)
  execute_process(COMMAND ${gzip} -9nf ${file} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

set(packages_library ${CPACK_DEBIAN_LIBRARY_PACKAGE_NAME})
set(packages_tool ${CPACK_DEBIAN_TOOL_PACKAGE_NAME})
set(packages_python ${CPACK_DEBIAN_PYTHON_PACKAGE_NAME})
foreach(component ${CPACK_COMPONENTS_ALL})
  set(usr ${CPACK_TEMPORARY_DIRECTORY}/${component}${CPACK_PACKAGING_INSTALL_PREFIX})
  set(doc ${usr}/share/doc/${packages_${component}})
  file(COPY ${CPACK_QUOTH_SOURCE}/packaging/copyright DESTINATION ${doc}
       FILE_PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
  # Two changelogs: Quoth's own, and that of the packages, which have nothing to tell but the version.
  configure_file(${CPACK_QUOTH_SOURCE}/CHANGELOG.md ${doc}/changelog COPYONLY)
  string(TIMESTAMP date "%a, %d %b %Y %H:%M:%S +0000" UTC)
  file(WRITE ${doc}/changelog.Debian
       "quoth (${CPACK_PACKAGE_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE}) unstable; urgency=medium\n\n"
       "  * Packages of Quoth ${CPACK_PACKAGE_VERSION}, whose changes are in changelog.gz.\n\n"
       " -- ${CPACK_PACKAGE_CONTACT}  ${date}\n")
  compress(${doc}/changelog)
  compress(${doc}/changelog.Debian)
  file(GLOB_RECURSE pages ${usr}/share/man/*.1)
  foreach(page ${pages})
    compress(${page})
  endforeach()
  # Elsewhere zsh looks in site-functions; Debian keeps that for the administrator.
  if(EXISTS ${usr}/share/zsh/site-functions)
    file(RENAME ${usr}/share/zsh/site-functions ${usr}/share/zsh/vendor-completions)
  endif()
endforeach()
