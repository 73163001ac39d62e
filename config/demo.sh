# What ./demo and sample-machines/run share. Before they source it they set root, the root of the repository, and
# modules, those to build.

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" >/dev/null || { echo "demo: there is no $java; install a JDK 17 or set JAVA_HOME" >&2; exit 1; }

# Quick to start and small, rather than fast in the long run.
jvm=("$java" -XX:TieredStopAtLevel=1 -Xshare:auto -XX:+UseSerialGC -Xmx256m)

built=$root/target/demo-built-${modules[${#modules[@]} - 1]}

# The jar of a module; nothing if there is none.
jar_of() {
  ls "$root/$1"/target/"$1"-*.jar 2>/dev/null | grep -v -e '-sources' -e '-javadoc' | head -n 1
}

# Whether all jars are there and no source has changed since build made them. The time of a jar says nothing: it is set
# to a fixed one, so that builds are reproducible.
up_to_date() {
  local module
  for module in "${modules[@]}"; do
    [ -n "$(jar_of "$module")" ] || return
  done
  [ -e "$built" ] &&
    [ -z "$(find "$root/pom.xml" "$root"/atomiton-events-{core,autoconfigure,spring-boot-starter} \
      "$root/sample-contract" "${modules[@]/#/$root/}" \
      -name target -prune -o \( -path '*/src/main/*' -o -name pom.xml \) -type f -newer "$built" -print)" ]
}

# Of two demos that find nothing built, one builds and the other waits (where flock exists).
build() (
  mkdir -p "$root/target" && exec 9>"$root/target/demo-built.lock" || exit 1
  if command -v flock >/dev/null; then flock 9; fi
  if up_to_date; then exit 0; fi
  echo "demo: building the samples" >&2
  touch "$built.next" && cd "$root" &&
    ./mvnw -q -B -DskipTests -pl "$(IFS=,; echo "${modules[*]}")" -am package </dev/null >&2 9>&- &&
    mv "$built.next" "$built"
)

# Sets main_jar and renderer_jar: to DEMO_MAIN_JAR and DEMO_RENDERER_JAR as they are, or to what it builds if needed.
find_jars() {
  main_jar=${DEMO_MAIN_JAR-} renderer_jar=${DEMO_RENDERER_JAR-}
  if [ -z "$main_jar" ] || [ -z "$renderer_jar" ]; then
    up_to_date || build || exit 1
    main_jar=${main_jar:-$(jar_of sample-main-app)} renderer_jar=${renderer_jar:-$(jar_of sample-renderer-app)}
  fi
}

# Ends a process that the script started and waits for it: 10 s for a clean stop, then by force.
stop() {
  local pid=$1 tries=100
  kill -TERM "$pid" 2>/dev/null || true
  while kill -0 "$pid" 2>/dev/null; do
    if [ $((tries -= 1)) -le 0 ]; then
      echo "demo: process $pid did not stop within 10 s and is killed" >&2
      kill -KILL "$pid" 2>/dev/null
    fi
    sleep 0.1
  done
  wait "$pid" 2>/dev/null
}

# Lets the script's clean_up run whatever ends the script.
clean_up_at_the_end() {
  trap clean_up EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  trap 'exit 129' HUP
}
