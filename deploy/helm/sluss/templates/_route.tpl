{{/* The way in to a room, over TLS. */}}
{{- define "sluss.route" -}}
{{- $route := .root.Values.route -}}
{{- $room := get .root.Values.rooms .room -}}
{{- $root := .root -}}
{{- $name := include "sluss.name" . -}}
{{- if eq $route.kind "gateway" -}}
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: {{ $name }}
  labels: {{- include "sluss.labels" . | nindent 4 }}
spec:
  parentRefs:
    - name: {{ $route.gateway.name | default .root.Release.Name }}
      sectionName: {{ $route.gateway.section }}
      {{- with $route.gateway.namespace }}
      namespace: {{ . }}
      {{- end }}
  hostnames: [{{ $room.host | quote }}]
  rules:
    - matches:
        {{- range $room.paths }}
        - path: {type: PathPrefix, value: {{ . }}}
        {{- end }}
      backendRefs:
        - {name: {{ $name }}, port: {{ .root.Values.service.port }}}
{{- else -}}
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: {{ $name }}
  labels: {{- include "sluss.labels" . | nindent 4 }}
  {{- with $route.ingress.annotations }}
  annotations: {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  {{- with $route.ingress.className }}
  ingressClassName: {{ . }}
  {{- end }}
  tls:
    - hosts: [{{ $room.host | quote }}]
      secretName: {{ required "route.tlsSecret is not set" $route.tlsSecret }}
  rules:
    - host: {{ $room.host | quote }}
      http:
        paths:
          {{- range $room.paths }}
          - path: {{ . }}
            pathType: Prefix
            backend: {service: {name: {{ $name }}, port: {number: {{ $root.Values.service.port }}}}}
          {{- end }}
{{- end }}
{{- end }}
