# Two stages: one compiles, the other holds the server, its SQL and the web client, and runs them as nobody special.
FROM debian:bookworm-slim AS build
WORKDIR /src
COPY server/tools/install server/tools/
RUN apt-get update && apt-get install -y --no-install-recommends make && server/tools/install build
COPY web/package.json web/package-lock.json web/.npmrc web/
RUN cd web && npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN make -j"$(nproc)" all

FROM debian:bookworm-slim
COPY server/tools/install /tmp/
RUN apt-get update && apt-get install -y --no-install-recommends postgresql-client-15 && /tmp/install serve && rm -rf /tmp/install /var/lib/apt/lists/* \
 && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin lantern
COPY --from=build /src/build/lanternd /usr/local/bin/
COPY --from=build /src/build/openapi.json /usr/share/lantern/
COPY --from=build /src/sql /usr/share/lantern/sql
COPY --from=build /src/web/dist /usr/share/lantern/web
COPY --from=build /src/server/tools/container /src/server/tools/healthy /src/server/tools/first-administrator /usr/local/bin/
ENV LANTERN_LISTEN=0.0.0.0:8443 \
    LANTERN_SQL=/usr/share/lantern/sql \
    LANTERN_WEB=/usr/share/lantern/web \
    LANTERN_API=/usr/share/lantern/openapi.json
USER lantern
EXPOSE 8443
HEALTHCHECK --interval=10s --timeout=6s --start-period=20s CMD ["healthy"]
ENTRYPOINT ["container"]
