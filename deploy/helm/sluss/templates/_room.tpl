{{/* Everything of one room. */}}
{{- define "sluss.room" -}}
{{- $values := .root.Values -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ include "sluss.name" . }}
  labels: {{- include "sluss.labels" . | nindent 4 }}
automountServiceAccountToken: false
---
{{ include "sluss.configmap" . }}
---
{{ include "sluss.deployment" . }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ include "sluss.name" . }}
  labels: {{- include "sluss.labels" . | nindent 4 }}
spec:
  type: {{ $values.service.type }}
  selector: {{- include "sluss.selector" . | nindent 4 }}
  ports:
    - {name: http, port: {{ $values.service.port }}, targetPort: http}
{{- if gt (include "sluss.replicas" . | int) 1 }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ include "sluss.name" . }}
  labels: {{- include "sluss.labels" . | nindent 4 }}
spec:
  maxUnavailable: 1
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels: {{- include "sluss.selector" . | nindent 6 }}
{{- end }}
{{- if include "sluss.scaled" . }}
---
{{ include "sluss.autoscaler" . }}
{{- end }}
{{- if $values.networkPolicy.enabled }}
---
{{ include "sluss.networkpolicy" . }}
{{- end }}
{{- if and $values.route.kind (get $values.rooms .room).host }}
---
{{ include "sluss.route" . }}
{{- end }}
{{- if $values.monitoring.serviceMonitor.enabled }}
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: {{ include "sluss.name" . }}
  labels:
    {{- include "sluss.labels" . | nindent 4 }}
    {{- with $values.monitoring.serviceMonitor.labels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  selector:
    matchLabels: {{- include "sluss.selector" . | nindent 6 }}
  endpoints:
    - port: http
      path: /q/metrics
      interval: {{ $values.monitoring.serviceMonitor.interval }}
      honorLabels: true
      # The names that rules and dashboards know targets by, in place of the service's.
      relabelings:
        - {targetLabel: job, replacement: sluss}
        - {targetLabel: room, replacement: {{ .room }}}
{{- end }}
{{- if $values.kafka.strimzi.enabled }}
---
{{ include "sluss.strimzi" . }}
{{- end }}
{{- end }}
