{{/* Everything of one room. */}}
{{- define "sluss.room" -}}
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
  type: {{ .root.Values.service.type }}
  selector: {{- include "sluss.selector" . | nindent 4 }}
  ports:
    - {name: http, port: {{ .root.Values.service.port }}, targetPort: http}
{{- if gt (int (get .root.Values.rooms .room).replicas) 1 }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ include "sluss.name" . }}
  labels: {{- include "sluss.labels" . | nindent 4 }}
spec:
  maxUnavailable: 1
  selector:
    matchLabels: {{- include "sluss.selector" . | nindent 6 }}
{{- end }}
{{- end }}
