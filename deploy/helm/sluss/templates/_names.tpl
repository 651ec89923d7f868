{{/* All take a dict: root (the chart's context) and room (its name, or another part's). */}}

{{- define "sluss.name" -}}
{{- printf "%s-%s" .root.Release.Name .room | trunc 63 | trimSuffix "-" -}}
{{- end }}

{{- define "sluss.selector" -}}
app.kubernetes.io/name: sluss
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .room }}
{{- end }}

{{- define "sluss.labels" -}}
{{ include "sluss.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{- define "sluss.image" -}}
{{- $image := .root.Values.image -}}
{{- printf "%s/%s:%s" (required "image.prefix is not set: images are PREFIX/ROOM, those of a release ghcr.io/OWNER/REPOSITORY/ROOM in lower case" $image.prefix) .room ($image.tag | default .root.Chart.AppVersion) -}}
{{- end }}

{{/* Whose topics a room reads. */}}
{{- define "sluss.reads" -}}
{{- get (dict "intake" "signing submitter receipts" "signing" "intake" "submitter" "intake signing" "receipts" "intake signing submitter") .room -}}
{{- end }}

{{/* The simulator that stands in for the world that a room calls, and its control port. */}}
{{- define "sluss.simulator" -}}
{{- get (dict "signing" "bankid" "submitter" "authority" "receipts" "webhook-sink") .room -}}
{{- end }}

{{/* The secrets whose keys are further settings of a room, as a list in JSON. */}}
{{- define "sluss.environmentSecrets" -}}
{{- concat .root.Values.environmentSecrets (get .root.Values.rooms .room).environmentSecrets | uniq | toJson -}}
{{- end }}

{{/* Whether an autoscaler says how many replicas there are. */}}
{{- define "sluss.scaled" -}}
{{- $scale := index .root.Values.autoscaling .room | default dict -}}
{{- if and $scale.enabled (not .root.Values.demo.enabled) -}}
true
{{- end -}}
{{- end }}

{{/* How many replicas there are at least. */}}
{{- define "sluss.replicas" -}}
{{- if .root.Values.demo.enabled -}}
1
{{- else if include "sluss.scaled" . -}}
{{- (get .root.Values.autoscaling .room).min -}}
{{- else -}}
{{- (get .root.Values.rooms .room).replicas -}}
{{- end -}}
{{- end }}

{{- define "sluss.postgres.host" -}}
{{- if .root.Values.postgres.cluster.enabled -}}
{{ .root.Release.Name }}-postgres-rw
{{- else -}}
{{ .root.Values.postgres.host }}
{{- end -}}
{{- end }}

{{- define "sluss.kafka.servers" -}}
{{- if .root.Values.kafka.strimzi.enabled -}}
{{ .root.Values.kafka.strimzi.cluster }}-kafka-bootstrap:{{ .root.Values.kafka.strimzi.port }}
{{- else -}}
{{ .root.Values.kafka.bootstrapServers }}
{{- end -}}
{{- end }}
