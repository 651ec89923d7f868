{{/* What a room is told that is no secret. */}}
{{- define "sluss.configmap" -}}
{{- $values := .root.Values -}}
{{- $room := get $values.rooms .room -}}
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ include "sluss.name" . }}
  labels: {{- include "sluss.labels" . | nindent 4 }}
data:
  QUARKUS_HTTP_HOST: 0.0.0.0
  QUARKUS_HTTP_PORT: "8400"
  QUARKUS_DATASOURCE_JDBC_URL: {{ printf "jdbc:postgresql://%s:%d/%s?currentSchema=%s%s" $values.postgres.host (int $values.postgres.port) $values.postgres.database .room ($values.postgres.parameters | default "") | quote }}
  QUARKUS_DATASOURCE_USERNAME: sluss_{{ .room }}
  KAFKA_BOOTSTRAP_SERVERS: {{ $values.kafka.bootstrapServers | quote }}
  SLUSS_SEALING_KEYSET_FILE: /secrets/keyset/keyset.json
  QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL: http/protobuf
  QUARKUS_OTEL_TRACES_SAMPLER_ARG: {{ $values.traces.ratio | quote }}
  {{- with $values.traces.endpoint }}
  QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT: {{ . | quote }}
  {{- end }}
  {{- if eq .room "signing" }}
  SLUSS_SIGNING_BANKID_URL: {{ required "rooms.signing.bankid.url is not set" $room.bankid.url | quote }}
  SLUSS_SIGNING_BANKID_RP_KEY_STORE: /secrets/bankid/rp.p12
  SLUSS_SIGNING_BANKID_TLS_ROOT: /secrets/bankid/tls-root.pem
  SLUSS_SIGNING_BANKID_USER_ROOT: /secrets/bankid/user-root.pem
  {{- with $room.bankid.certificatePolicies }}
  SLUSS_SIGNING_BANKID_CERTIFICATE_POLICIES: {{ . | quote }}
  {{- end }}
  {{- with ($room.bankid.live).url }}
  SLUSS_SIGNING_BANKID_LIVE_URL: {{ . | quote }}
  SLUSS_SIGNING_BANKID_LIVE_RP_KEY_STORE: /secrets/bankid-live/rp.p12
  SLUSS_SIGNING_BANKID_LIVE_TLS_ROOT: /secrets/bankid-live/tls-root.pem
  SLUSS_SIGNING_BANKID_LIVE_USER_ROOT: /secrets/bankid-live/user-root.pem
  {{- end }}
  SLUSS_SIGNING_PAGE_BASE_URL: {{ required "rooms.signing.page.baseUrl is not set" $room.page.baseUrl | quote }}
  {{- end }}
  {{- if eq .room "receipts" }}
  SLUSS_RECEIPTS_EVIDENCE_KEY_FILE: /secrets/evidence/evidence-key.pem
  {{- end }}
  {{- range $name, $value := $room.environment }}
  {{ $name }}: {{ $value | toString | quote }}
  {{- end }}
{{- end }}
