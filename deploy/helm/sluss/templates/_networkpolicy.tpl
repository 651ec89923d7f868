{{/* Peers that were named, or else whatever is inside: any pod, and private addresses. */}}
{{- define "sluss.peers" -}}
{{- if . -}}
{{ toYaml . }}
{{- else -}}
- namespaceSelector: {}
{{- range list "10.0.0.0/8" "172.16.0.0/12" "192.168.0.0/16" "100.64.0.0/10" "fc00::/7" }}
- ipBlock: {cidr: {{ . | quote }}}
{{- end }}
{{- end -}}
{{- end }}

{{/*
Who the collector is: as it was named, or by its address as a service of the cluster, NAME or
NAME.NAMESPACE. Any other address may be anywhere, and is not opened a way to by guess.
*/}}
{{- define "sluss.collector" -}}
{{- $host := regexReplaceAll ":[0-9]+$" (urlParse .endpoint).host "" -}}
{{- if .peers -}}
{{ toYaml .peers }}
{{- else if regexMatch "^[a-z][a-z0-9-]*$" $host -}}
- podSelector: {}
{{- else if regexMatch "^[a-z][a-z0-9-]*[.][a-z0-9-]+([.]svc([.].+)?)?$" $host -}}
- namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: {{ index (splitList "." $host) 1 }}}}
{{- else -}}
{{- fail (printf "traces.peers is not set: who is %s?" $host) }}
{{- end -}}
{{- end }}

{{/* The ports at the end of a list of addresses. */}}
{{- define "sluss.ports" -}}
{{- range (regexFindAll ":[0-9]+" . -1 | uniq) }}
- {protocol: TCP, port: {{ trimPrefix ":" . }}}
{{- end }}
{{- end }}

{{/* The port of an http or https address, said or not. */}}
{{- define "sluss.urlport" -}}
{{- $url := urlParse . -}}
{{- regexFind ":[0-9]+$" $url.host | default (ternary ":443" ":80" (eq $url.scheme "https")) -}}
{{- end }}

{{- define "sluss.outside" -}}
- to:
    {{- range .cidrs }}
    - ipBlock: {cidr: {{ . | quote }}}
    {{- end }}
  ports:
    {{- range .ports }}
    - {protocol: TCP, port: {{ . }}}
    {{- end }}
{{- end }}

{{- define "sluss.networkpolicy" -}}
{{- $values := .root.Values -}}
{{- $policy := $values.networkPolicy -}}
{{- $callers := concat (ternary $policy.from list (ne (get $values.rooms .room).host "")) $policy.metricsFrom -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "sluss.name" . }}
  labels: {{- include "sluss.labels" . | nindent 4 }}
spec:
  podSelector:
    matchLabels: {{- include "sluss.selector" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
  {{- if $callers }}
  ingress:
    - from: {{- toYaml $callers | nindent 8 }}
      ports:
        - {protocol: TCP, port: 8400}
  {{- else }}
  ingress: []
  {{- end }}
  egress:
    - to: {{- toYaml $policy.dns | nindent 8 }}
      ports:
        - {protocol: UDP, port: 53}
        - {protocol: TCP, port: 53}
    - to: {{- include "sluss.peers" $values.postgres.peers | nindent 8 }}
      ports:
        - {protocol: TCP, port: {{ $values.postgres.port }}}
    - to: {{- include "sluss.peers" $values.kafka.peers | nindent 8 }}
      ports: {{- include "sluss.ports" (include "sluss.kafka.servers" .) | indent 8 }}
    {{- if $values.traces.endpoint }}
    - to: {{- include "sluss.collector" $values.traces | nindent 8 }}
      ports: {{- include "sluss.ports" (include "sluss.urlport" $values.traces.endpoint) | indent 8 }}
    {{- end }}
    {{- if $values.demo.enabled }}
    {{- else if eq .room "submitter" }}
    {{- if not $policy.authority.cidrs }}
    {{- fail "networkPolicy.authority.cidrs is not set" }}
    {{- end }}
    {{- include "sluss.outside" $policy.authority | nindent 4 }}
    {{- else if eq .room "signing" }}
    {{- if not $policy.bankid.cidrs }}
    {{- fail "networkPolicy.bankid.cidrs is not set" }}
    {{- end }}
    {{- include "sluss.outside" $policy.bankid | nindent 4 }}
    {{- else if eq .room "receipts" }}
    # The internet without what is kept back from it, as the room itself has it.
    - to:
        - ipBlock:
            cidr: 0.0.0.0/0
            except: {{- include "sluss.special4" $policy.webhooks.refused | nindent 14 }}
        - ipBlock:
            cidr: 2000::/3
            except: {{- include "sluss.special6" $policy.webhooks.refused | nindent 14 }}
      ports:
        {{- range $policy.webhooks.ports }}
        - {protocol: TCP, port: {{ . }}}
        {{- end }}
    {{- end }}
{{- end }}

{{- define "sluss.special4" -}}
{{- range list "0.0.0.0/8" "10.0.0.0/8" "100.64.0.0/10" "127.0.0.0/8" "169.254.0.0/16" "172.16.0.0/12" "192.0.0.0/24" "192.0.2.0/24" "192.88.99.0/24" "192.168.0.0/16" "198.18.0.0/15" "198.51.100.0/24" "203.0.113.0/24" "224.0.0.0/4" "240.0.0.0/4" }}
- {{ . }}
{{- end }}
{{- range . }}
{{- if not (contains ":" .) }}
- {{ . }}
{{- end }}
{{- end }}
{{- end }}

{{- define "sluss.special6" -}}
{{- range list "2001::/23" "2001:db8::/32" "2002::/16" "3fff::/20" }}
- {{ . | quote }}
{{- end }}
{{- range . }}
{{- if contains ":" . }}
- {{ . | quote }}
{{- end }}
{{- end }}
{{- end }}
