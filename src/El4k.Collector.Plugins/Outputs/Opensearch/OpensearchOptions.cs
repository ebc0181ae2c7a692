using El4k.Collector.Plugins.Bulk;

namespace El4k.Collector.Plugins.Outputs.Opensearch;

/// <summary>The options of the output <c>opensearch</c>, beyond those of all outputs to a store.</summary>
[IgnoredOptions("default_server_major_version")]
internal sealed record OpensearchOptions : BulkOptions
{
    /// <summary>The store's addresses: URLs or host names, in a list or in one string with spaces between them; tried in turn.</summary>
    /// <example>hosts => ["https://search-logs.eu-central-1.es.amazonaws.com:443"]</example>
    [Option("hosts")]
    public IReadOnlyList<string> Hosts { get; init; } = ["http://127.0.0.1:9200"];

    /// <summary>Who enters: <c>type => "basic"</c> with <c>user</c> and <c>password</c>, or <c>type => "aws_iam"</c> with <c>region</c> and, where they are not looked for, keys.</summary>
    /// <example>auth_type => { type => "aws_iam" region => "eu-central-1" }</example>
    [Option("auth_type", IsSecret = true)]
    public OptionMap<string, string> AuthType { get; init; } = new();

    /// <summary>The bytes after which a request is sent.</summary>
    [Option("target_bulk_bytes")]
    public ByteSize? TargetBulkBytes { get; init; }

    /// <summary>Whether the older kind of template is used.</summary>
    [Option("legacy_template")]
    public bool? LegacyTemplate { get; init; }
}
