{{/* A room's topic, its dead letters, and what it may do with which topic. */}}
{{- define "sluss.strimzi" -}}
{{- $strimzi := .root.Values.kafka.strimzi -}}
{{- $labels := printf "%s\nstrimzi.io/cluster: %s" (include "sluss.labels" .) $strimzi.cluster -}}
{{- $room := .room -}}
{{- $reads := include "sluss.reads" . | splitList " " -}}
apiVersion: kafka.strimzi.io/v1
kind: KafkaTopic
metadata:
  name: sluss.{{ $room }}
  labels: {{- $labels | nindent 4 }}
spec:
  partitions: {{ $strimzi.partitions }}
  replicas: {{ $strimzi.replicas }}
  config:
    retention.ms: 604800000
    max.message.bytes: 8388608
    min.insync.replicas: {{ max 1 (sub $strimzi.replicas 1) }}
{{- range $reads }}
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaTopic
metadata:
  name: sluss.{{ . }}.{{ $room }}.dlq
  labels: {{- $labels | nindent 4 }}
spec:
  partitions: 1
  replicas: {{ $strimzi.replicas }}
  config:
    retention.ms: -1
    max.message.bytes: 8388608
{{- end }}
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaUser
metadata:
  name: {{ include "sluss.name" . }}
  labels: {{- $labels | nindent 4 }}
spec:
  authentication: {type: scram-sha-512}
  authorization:
    type: simple
    acls:
      - resource: {type: topic, name: sluss.{{ $room }}, patternType: literal}
        operations: [Describe, Write]
      - resource: {type: group, name: {{ $room }}, patternType: literal}
        operations: [Read]
      {{- range $reads }}
      - resource: {type: topic, name: sluss.{{ . }}, patternType: literal}
        operations: [Describe, Read]
      - resource: {type: topic, name: sluss.{{ . }}.{{ $room }}.dlq, patternType: literal}
        operations: [Describe, Write]
      {{- end }}
{{- end }}
