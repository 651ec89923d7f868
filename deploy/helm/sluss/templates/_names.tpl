{{/* All take a dict: root (the chart's context) and room (its name). */}}

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
