using El4k.Collector.Plugins.Bulk;

namespace El4k.Collector.Plugins.Outputs.Elasticsearch;

/// <summary>The options of the output <c>elasticsearch</c>, beyond those of all outputs to a store.</summary>
internal sealed record ElasticsearchOptions : BulkOptions
{
    /// <summary>The store's addresses: URLs or host names, in a list or in one string with spaces between them; tried in turn.</summary>
    /// <example>hosts => ["http://one:9200", "http://two:9200"]</example>
    [Option("hosts")]
    public IReadOnlyList<string> Hosts { get; init; } = ["http://127.0.0.1:9200"];

    /// <summary>An API key, <c>id:key</c> or encoded, in place of user and password.</summary>
    [Option("api_key", IsSecret = true)]
    public string? ApiKey { get; init; }

    /// <summary>The id of a deployment in Elastic's cloud, in place of <c>hosts</c>.</summary>
    [Option("cloud_id")]
    public string? CloudId { get; init; }

    /// <summary>The user and password of a deployment, as <c>user:password</c>.</summary>
    [Option("cloud_auth", IsSecret = true)]
    public string? CloudAuth { get; init; }

    /// <summary>Which of the store's two kinds of templates is used.</summary>
    [Option("template_api")]
    public TemplateApi TemplateApi { get; init; } = TemplateApi.Auto;

    /// <summary>Whether events go to a data stream: <c>true</c>, or <c>false</c> and <c>auto</c>, which both mean indices.</summary>
    [Option("data_stream")]
    public string DataStream { get; init; } = "auto";

    /// <summary>The first part of the data stream's name.</summary>
    [Option("data_stream_type")]
    public string? DataStreamType { get; init; }

    /// <summary>The second part of the data stream's name.</summary>
    [Option("data_stream_dataset")]
    public string? DataStreamDataset { get; init; }

    /// <summary>The third part of the data stream's name.</summary>
    [Option("data_stream_namespace")]
    public string? DataStreamNamespace { get; init; }

    /// <summary>Whether an event's own <c>data_stream</c> decides where it goes.</summary>
    [Option("data_stream_auto_routing")]
    public bool DataStreamAutoRouting { get; init; } = true;

    /// <summary>Whether each document's <c>data_stream</c> is made to say where it went.</summary>
    [Option("data_stream_sync_fields")]
    public bool DataStreamSyncFields { get; init; } = true;

    /// <summary>Whether indices roll over by a policy of the store: <c>true</c> is answered with a warning, as EL4K makes no policies.</summary>
    [Option("ilm_enabled")]
    public string IlmEnabled { get; init; } = "auto";

    /// <summary>The alias that a policy rolls over; used as the index where <c>ilm_enabled</c> is <c>true</c>.</summary>
    [Option("ilm_rollover_alias")]
    public string? IlmRolloverAlias { get; init; }

    /// <summary>The ending of a policy's first index; not used, as EL4K makes no indices for policies.</summary>
    [Option("ilm_pattern")]
    public string IlmPattern { get; init; } = "{now/d}-000001";

    /// <summary>The policy's name; not used, as EL4K makes no policies.</summary>
    [Option("ilm_policy")]
    public string IlmPolicy { get; init; } = "logstash-policy";
}
