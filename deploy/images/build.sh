#!/usr/bin/env bash
# Builds the container images from what Maven has built; run it after `./mvnw package`.
#
#   deploy/images/build.sh                  all of them
#   deploy/images/build.sh agent runner     only these
#
# An image whose content did not change is left as it is. Nothing is started.
set -euo pipefail

root="$(cd "$(dirname "$0")/../.." && pwd)"
images="$root/deploy/images"
stage="$root/deploy/target/images"
base="debian:bookworm-slim"
services=(run-orchestrator lease-broker relay artifact console)
java_home="${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")}"

fail() {
    echo "$1" >&2
    exit 1
}

docker_answers() {
    command -v docker > /dev/null || fail "Docker is not installed."
    docker version > /dev/null 2>&1 || fail "Docker does not answer; start it first."
}

# The base comes from a registry, or is made from the distribution's own archive.
ensure_base() {
    docker image inspect "$base" > /dev/null 2>&1 && return
    echo "base image $base"
    timeout 60 docker pull --quiet "$base" > /dev/null 2>&1 && return
    command -v mmdebstrap > /dev/null || fail "$base cannot be pulled and mmdebstrap is not installed."
    local archive
    archive="$(mktemp --suffix=.tar)"
    mmdebstrap --quiet --variant=minbase --include=ca-certificates bookworm "$archive"
    docker import --change 'CMD ["/bin/bash"]' "$archive" "$base" > /dev/null
    rm -f "$archive"
}

# A Java that holds the named modules and nothing else.
ensure_java() {
    local name="$1" modules="$2" target="$stage/java-$1"
    local wanted
    wanted="$(cat "$java_home/release") $modules"
    if [ -f "$target.release" ] && [ "$(cat "$target.release")" = "$wanted" ]; then
        return
    fi
    rm -rf "$target"
    "$java_home/bin/jlink" --add-modules "$modules" --strip-debug --no-header-files \
        --no-man-pages --compress zip-6 --output "$target"
    printf '%s' "$wanted" > "$target.release"
}

fresh_context() {
    rm -rf "${stage:?}/$1"
    mkdir -p "$stage/$1"
}

need() {
    [ -e "$1" ] || fail "${1#"$root"/} is missing; run ./mvnw package first."
}

# Names, modes and bytes of the context decide; times do not. Our own jars are packed anew by every
# build, so of those the packed files count.
content_of() {
    (
        cd "$1"
        find . -type f -printf '%P %m\n' | LC_ALL=C sort | while read -r name mode; do
            case "$name" in
                *certyn-*.jar | agent.jar | runner.jar | *demo-shop.jar)
                    printf '%s %s %s\n' "$name" "$mode" \
                        "$(unzip -lv "$name" | awk '{print $1, $7, $8}' | sha256sum | cut -c1-64)"
                    ;;
                *) printf '%s %s %s\n' "$name" "$mode" "$(sha256sum < "$name" | cut -c1-64)" ;;
            esac
        done
        docker image inspect --format '{{.Id}}' "$base"
    ) | sha256sum | cut -c1-64
}

build() {
    local name="$1" content known
    content="$(content_of "$stage/$name")"
    known="$(docker image inspect --format '{{index .Config.Labels "io.certyn.content"}}' \
        "certyn/$name:local" 2> /dev/null || true)"
    if [ "$known" = "$content" ]; then
        echo "certyn/$name:local unchanged"
        return
    fi
    echo "certyn/$name:local building"
    [ "$name" != agent ] || record_agent
    docker build --quiet --label "io.certyn.content=$content" --tag "certyn/$name:local" \
        "$stage/$name" > /dev/null
}

# How the agent starts, so that its JVM reads that from a file; it holds for the JVM's options in the
# Dockerfile, which are therefore read from there.
record_agent() {
    local options
    options="$(grep -o '"-X[^"]*"' "$images/agent/Dockerfile" | tr -d '"' | grep -v -e AOTCache -e Xlog)"
    # shellcheck disable=SC2086 # one word an option
    "$root/certyn" rehearse-agent --home "$stage/agent" --output "$stage/agent/agent.aot" -- \
        $options > "$stage/agent.log" 2>&1 && return
    cat "$stage/agent.log" >&2
    fail "The agent's start could not be recorded."
}

agent() {
    local target="$root/services/agent/target"
    need "$target/agent.jar"
    need "$target/node/node"
    ensure_java small "$small_modules"
    fresh_context agent
    cp "$images/agent/Dockerfile" "$target/agent.jar" "$stage/agent/"
    cp -r "$stage/java-small" "$stage/agent/java"
    cp -r "$target/lib" "$stage/agent/lib"
    mkdir -p "$stage/agent/driver"
    unzip -q "$target"/lib/driver-*.jar 'driver/package/*' -d "$stage/agent"
    install -m 755 "$target/node/node" "$stage/agent/driver/node"
    build agent
}

runner() {
    local target="$root/services/runner/target"
    need "$target/runner.jar"
    ensure_java small "$small_modules"
    fresh_context runner
    cp "$images/runner/Dockerfile" "$target/runner.jar" "$stage/runner/"
    cp -r "$stage/java-small" "$stage/runner/java"
    cp -r "$target/lib" "$stage/runner/lib"
    build runner
}

service() {
    local name="$1" app="$2" start="$3"
    need "$app/$start"
    ensure_java full "$full_modules"
    fresh_context "$name"
    cp "$images/service/Dockerfile" "$stage/$name/"
    cp -r "$stage/java-full" "$stage/$name/java"
    mkdir "$stage/$name/app"
    if [ "$start" = quarkus-run.jar ]; then
        cp -r "$app/." "$stage/$name/app/"
    else
        cp "$app/$start" "$stage/$name/app/"
        [ -d "$app/lib" ] && cp -r "$app/lib" "$stage/$name/app/lib"
    fi
    printf '%s' "$start" > "$stage/$name/app/start"
    build "$name"
}

small_modules="java.base,java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.security.sasl,java.sql,java.xml,java.desktop,jdk.crypto.ec,jdk.httpserver,jdk.net,jdk.unsupported,jdk.zipfs"
full_modules="java.se,jdk.crypto.ec,jdk.httpserver,jdk.jfr,jdk.management,jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs"

case "$("$java_home/bin/java" -version 2>&1 | head -1)" in
    *\"2[5-9]* | *\"[3-9][0-9]*) ;;
    *) fail "JAVA_HOME must be a JDK 25 or newer." ;;
esac
docker_answers
ensure_base
mkdir -p "$stage"

wanted=("$@")
if [ ${#wanted[@]} -eq 0 ]; then
    wanted=(agent runner "${services[@]}" demo-shop)
fi
for name in "${wanted[@]}"; do
    case "$name" in
        agent) agent ;;
        runner) runner ;;
        demo-shop) service demo-shop "$root/services/demo-shop/target" demo-shop.jar ;;
        run-orchestrator | lease-broker | relay | artifact | console)
            service "$name" "$root/services/$name/target/quarkus-app" quarkus-run.jar
            ;;
        *) fail "There is no image $name." ;;
    esac
done
