-- How often certificates are shown to the authority's door is bounded, so it is counted.
CREATE INDEX operator_act_shown ON operator_act (connection_id, at) WHERE what = 'show certificate';
