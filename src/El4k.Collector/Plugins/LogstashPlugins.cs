namespace El4k.Collector.Plugins;

/// <summary>The names of the plugins that Logstash installations have, so that one that is missing here is told apart from a wrong name.</summary>
internal static class LogstashPlugins
{
    private static readonly HashSet<string> Inputs = Names("""
        azure_event_hubs beats cloudwatch couchdb_changes dead_letter_queue elastic_agent elastic_serverless_forwarder elasticsearch exec file ganglia gelf
        generator github google_cloud_storage google_pubsub graphite heartbeat http http_poller imap irc java_generator java_stdin jdbc jms jmx kafka kinesis
        log4j logstash lumberjack meetup opensearch pipe pipeline puppet_facter rabbitmq redis relp rss s3 s3-sns-sqs salesforce snmp snmptrap sqlite sqs stdin
        stomp syslog tcp twitter udp unix varnishlog websocket wmi xmpp
        """);

    private static readonly HashSet<string> Codecs = Names("""
        avro cef cloudfront cloudtrail collectd compress_spooler csv dots edn edn_lines es_bulk fluent graphite gzip_lines java_line java_plain jdots json
        json_lines json_pretty line msgpack multiline netflow nmap plain protobuf rubydebug spool syslog
        """);

    private static readonly HashSet<string> Filters = Names("""
        age aggregate alter bytes cidr cipher clone csv date de_dot dissect dns drop elapsed elastic_integration elasticsearch environment extractnumbers
        fingerprint geoip grok http i18n java_uuid jdbc_static jdbc_streaming json json_encode kv memcached metricize metrics mutate prune range ruby sleep split
        syslog_pri threats_classifier throttle tld translate truncate urldecode useragent uuid wurfl_device_detection xml zeromq
        """);

    private static readonly HashSet<string> Outputs = Names("""
        amazon_es app_search boundary circonus cloudwatch csv datadog datadog_metrics dynatrace elastic_app_search elastic_workplace_search elasticsearch email
        exec file ganglia gelf google_bigquery google_cloud_storage google_pubsub graphite graphtastic http influxdb irc java_stdout juggernaut kafka librato
        logstash loggly lumberjack metriccatcher microsoft-sentinel-log-analytics-logstash-output-plugin mongodb nagios nagios_nsca null opensearch opentsdb
        pagerduty pipe pipeline rabbitmq redis redmine riak riemann s3 sink sns solr_http sqs statsd stdout stomp syslog tcp timber udp webhdfs websocket
        workplace_search xmpp zabbix
        """);

    public static bool Has(PluginKind kind, string name) => Of(kind).Contains(name);

    private static HashSet<string> Of(PluginKind kind) => kind switch
    {
        PluginKind.Input => Inputs,
        PluginKind.Codec => Codecs,
        PluginKind.Filter => Filters,
        _ => Outputs,
    };

    private static HashSet<string> Names(string text) =>
        [.. text.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)];
}
