# Read by PROJ's build: proj.db and the other resource files become part of the program,
# so that it runs from any folder of any machine.
set(EMBED_RESOURCE_FILES ON CACHE BOOL "" FORCE)
set(USE_ONLY_EMBEDDED_RESOURCE_FILES ON CACHE BOOL "" FORCE)
