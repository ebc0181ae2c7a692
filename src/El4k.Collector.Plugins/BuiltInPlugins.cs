using El4k.Collector.Plugins.Codecs.Dots;
using El4k.Collector.Plugins.Codecs.EsBulk;
using El4k.Collector.Plugins.Codecs.Json;
using El4k.Collector.Plugins.Codecs.JsonLines;
using El4k.Collector.Plugins.Codecs.Line;
using El4k.Collector.Plugins.Codecs.Multiline;
using El4k.Collector.Plugins.Codecs.Plain;
using El4k.Collector.Plugins.Codecs.Rubydebug;
using El4k.Collector.Plugins.Filters.Cidr;
using El4k.Collector.Plugins.Filters.Clone;
using El4k.Collector.Plugins.Filters.Csv;
using El4k.Collector.Plugins.Filters.Date;
using El4k.Collector.Plugins.Filters.DeDot;
using El4k.Collector.Plugins.Filters.Dissect;
using El4k.Collector.Plugins.Filters.Drop;
using El4k.Collector.Plugins.Filters.Fingerprint;
using El4k.Collector.Plugins.Filters.Grok;
using El4k.Collector.Plugins.Filters.Json;
using El4k.Collector.Plugins.Filters.Kv;
using El4k.Collector.Plugins.Filters.Mutate;
using El4k.Collector.Plugins.Filters.Pii;
using El4k.Collector.Plugins.Filters.Prune;
using El4k.Collector.Plugins.Filters.Split;
using El4k.Collector.Plugins.Filters.SyslogPri;
using El4k.Collector.Plugins.Filters.Translate;
using El4k.Collector.Plugins.Filters.Truncate;
using El4k.Collector.Plugins.Filters.Urldecode;
using El4k.Collector.Plugins.Filters.Uuid;
using El4k.Collector.Plugins.Inputs.DeadLetterQueue;
using El4k.Collector.Plugins.Inputs.File;
using El4k.Collector.Plugins.Inputs.Generator;
using El4k.Collector.Plugins.Inputs.Heartbeat;
using El4k.Collector.Plugins.Inputs.Http;
using El4k.Collector.Plugins.Inputs.Pipeline;
using El4k.Collector.Plugins.Inputs.Sqs;
using El4k.Collector.Plugins.Inputs.Stdin;
using El4k.Collector.Plugins.Inputs.Syslog;
using El4k.Collector.Plugins.Inputs.Tcp;
using El4k.Collector.Plugins.Inputs.Udp;
using El4k.Collector.Plugins.Outputs.AmazonEs;
using El4k.Collector.Plugins.Outputs.Elasticsearch;
using El4k.Collector.Plugins.Outputs.File;
using El4k.Collector.Plugins.Outputs.Http;
using El4k.Collector.Plugins.Outputs.Null;
using El4k.Collector.Plugins.Outputs.Pipeline;
using El4k.Collector.Plugins.Outputs.Opensearch;
using El4k.Collector.Plugins.Outputs.Sqs;
using El4k.Collector.Plugins.Outputs.Stdout;
using El4k.Collector.Plugins.Outputs.Tcp;
using El4k.Collector.Plugins.Outputs.Udp;

namespace El4k.Collector.Plugins;

/// <summary>The one list of the plugins that come with EL4K: a line each, by kind and name.</summary>
public static class BuiltInPlugins
{
    /// <summary>A registry with all of them.</summary>
    public static PluginRegistry CreateRegistry()
    {
        var plugins = new PluginRegistry();
        AddInputs(plugins.Inputs);
        AddCodecs(plugins.Codecs);
        AddFilters(plugins.Filters);
        AddOutputs(plugins.Outputs);
        return plugins;
    }

    private static void AddInputs(PluginSet<IInput> inputs)
    {
        inputs.Add<DeadLetterQueueInput, DeadLetterQueueOptions>("dead_letter_queue");
        inputs.Add<FileInput, FileInputOptions>("file", defaultCodec: "plain", readsStream: true);
        inputs.Add<GeneratorInput, GeneratorOptions>("generator", defaultCodec: "plain");
        inputs.Add<HeartbeatInput, HeartbeatOptions>("heartbeat", defaultCodec: "plain");
        inputs.Add<HttpInput, HttpInputOptions>("http", defaultCodec: "plain");
        inputs.Add<PipelineInput, PipelineInputOptions>("pipeline");
        inputs.Add<SqsInput, SqsInputOptions>("sqs", defaultCodec: "json");
        inputs.Add<StdinInput, NoOptions>("stdin", defaultCodec: "line", readsStream: true);
        inputs.Add<SyslogInput, SyslogOptions>("syslog", defaultCodec: "plain");
        inputs.Add<TcpInput, TcpOptions>("tcp", defaultCodec: "line", readsStream: true);
        inputs.Add<UdpInput, UdpOptions>("udp", defaultCodec: "plain");
    }

    private static void AddCodecs(PluginSet<ICodec> codecs)
    {
        codecs.Add<DotsCodec, NoOptions>("dots");
        codecs.Add<EsBulkCodec, EsBulkOptions>("es_bulk");
        codecs.Add<JsonCodec, JsonOptions>("json", streamTwin: "json_lines");
        codecs.Add<JsonLinesCodec, JsonLinesOptions>("json_lines");
        codecs.Add<LineCodec, LineOptions>("line");
        codecs.Add<MultilineCodec, MultilineOptions>("multiline");
        codecs.Add<PlainCodec, PlainOptions>("plain", streamTwin: "line");
        codecs.Add<RubydebugCodec, RubydebugOptions>("rubydebug");
    }

    private static void AddFilters(PluginSet<IFilter> filters)
    {
        filters.Add<CidrFilter, CidrOptions>("cidr");
        filters.Add<CloneFilter, CloneOptions>("clone");
        filters.Add<CsvFilter, CsvFilterOptions>("csv");
        filters.Add<DateFilter, DateOptions>("date");
        filters.Add<DeDotFilter, DeDotOptions>("de_dot");
        filters.Add<DissectFilter, DissectOptions>("dissect");
        filters.Add<DropFilter, DropOptions>("drop");
        filters.Add<FingerprintFilter, FingerprintOptions>("fingerprint");
        filters.Add<GrokFilter, GrokOptions>("grok");
        filters.Add<JsonFilter, JsonFilterOptions>("json");
        filters.Add<KvFilter, KvOptions>("kv");
        filters.Add<MutateFilter, MutateOptions>("mutate");
        filters.Add<PiiFilter, PiiOptions>("pii");
        filters.Add<PruneFilter, PruneOptions>("prune");
        filters.Add<SplitFilter, SplitOptions>("split");
        filters.Add<SyslogPriFilter, SyslogPriOptions>("syslog_pri");
        filters.Add<TranslateFilter, TranslateOptions>("translate");
        filters.Add<TruncateFilter, TruncateOptions>("truncate");
        filters.Add<UrldecodeFilter, UrldecodeOptions>("urldecode");
        filters.Add<UuidFilter, UuidOptions>("uuid");
    }

    private static void AddOutputs(PluginSet<IOutput> outputs)
    {
        outputs.Add<AmazonEsOutput, AmazonEsOptions>("amazon_es");
        outputs.Add<ElasticsearchOutput, ElasticsearchOptions>("elasticsearch");
        outputs.Add<FileOutput, FileOutputOptions>("file", defaultCodec: "json_lines");
        outputs.Add<HttpOutput, HttpOutputOptions>("http");
        outputs.Add<NullOutput, NoOptions>("null");
        outputs.Add<PipelineOutput, PipelineOutputOptions>("pipeline");
        outputs.Add<OpensearchOutput, OpensearchOptions>("opensearch");
        outputs.Add<SqsOutput, SqsOutputOptions>("sqs", defaultCodec: "json");
        outputs.Add<StdoutOutput, NoOptions>("stdout", defaultCodec: "rubydebug");
        outputs.Add<TcpOutput, TcpOutputOptions>("tcp", defaultCodec: "json");
        outputs.Add<UdpOutput, UdpOutputOptions>("udp", defaultCodec: "json");
    }
}
