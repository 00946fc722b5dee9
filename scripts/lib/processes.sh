# Sourced by scripts/cluster and scripts/oozie: JVMs that run in the background, known by name.
# Needs $DIR (state: pids/, logs/).

die() { echo "${0##*/}: $*" >&2; exit 1; }

usage() { sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//p}' "$0"; }

find_java() { # sets JAVA_HOME and JAVA
  if [ -z "${JAVA_HOME:-}" ]; then
    command -v java >/dev/null || die "no java on the PATH; on Debian or Ubuntu: apt-get install openjdk-17-jdk-headless"
    JAVA_HOME=$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")
  fi
  JAVA=$JAVA_HOME/bin/java
  export JAVA_HOME
}

pid_of() { [ -r "$DIR/pids/$1" ] && cat "$DIR/pids/$1"; }

# Is the process of this name up? A process id that now belongs to somebody else does not count.
alive() {
  local pid
  pid=$(pid_of "$1") && tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -qF -- "-Ddmoe.daemon=$DIR/$1 "
}

# start NAME JVM-ARGUMENT...: the last arguments are the class and its own arguments.
start() {
  local name=$1
  shift
  alive "$name" && die "$name is up already"
  mkdir -p "$DIR/pids" "$DIR/logs"
  nohup "$JAVA" "-Ddmoe.daemon=$DIR/$name" "$@" >"$DIR/logs/$name.log" 2>&1 </dev/null &
  echo $! >"$DIR/pids/$name"
  # Until then it is a copy of this shell, which nobody would know for the daemon.
  while kill -0 $! 2>/dev/null && ! alive "$name"; do sleep 0.05; done
}

last_words() { # why a daemon ended: its last error, else its last line
  { grep -E '(Exception|Error)[: ]|^Error' "$DIR/logs/$1.log" || cat "$DIR/logs/$1.log"; } | tail -1 | cut -c1-300
}

# wait_until SECONDS WHAT NAMES COMMAND...: until COMMAND holds, as long as the processes NAMES live.
wait_until() {
  local deadline=$((SECONDS + $1)) what=$2 names=$3 name
  shift 3
  until "$@"; do
    for name in $names; do
      alive "$name" || die "$name ended: $(last_words "$name") ($DIR/logs/$name.log)"
    done
    [ $SECONDS -lt $deadline ] || die "$what: not within the time; see $DIR/logs"
    sleep 0.2
  done
}

listening() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# http METHOD PORT PATH: the answer, headers included.
http() {
  (
    exec 3<>"/dev/tcp/127.0.0.1/$2" || exit 1
    printf '%s %s HTTP/1.0\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n' "$1" "$3" >&3
    timeout 10 cat <&3
  ) 2>/dev/null
}

# stop NAME...: ends them together; kills what is not gone after ten seconds.
stop() {
  local name deadline=$((SECONDS + 10))
  for name; do
    if alive "$name"; then kill "$(pid_of "$name")" 2>/dev/null || true; fi
  done
  for name; do
    while alive "$name" && [ $SECONDS -lt $deadline ]; do sleep 0.1; done
    if alive "$name"; then kill -9 "$(pid_of "$name")" 2>/dev/null || true; fi
    rm -f "$DIR/pids/$name"
  done
}

report() { # NAME: one line of status; 1 if it should be up and is not
  if alive "$1"; then
    printf '%-16s up    pid %-7s %5d MiB\n' "$1" "$(pid_of "$1")" \
      "$(awk '/^VmRSS/ {print int($2 / 1024)}' "/proc/$(pid_of "$1")/status")"
  else
    printf '%-16s DOWN\n' "$1"
    return 1
  fi
}
