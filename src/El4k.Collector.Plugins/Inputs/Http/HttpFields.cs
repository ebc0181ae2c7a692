using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Inputs.Http;

/// <summary>The names of the fields that <c>http</c> sets.</summary>
internal sealed class HttpFields(EcsCompatibility mode)
{
    // What is copied out of the headers with the Elastic Common Schema; the names are Logstash's, also where the schema has another one.
    private static readonly (string Header, FieldReference Field)[] OfHeaders =
    [
        ("http_version", FieldReference.Parse("[http][version]")),
        ("http_user_agent", FieldReference.Parse("[user_agent][original]")),
        ("request_method", FieldReference.Parse("[http][method]")),
        ("request_path", FieldReference.Parse("[url][path]")),
        ("content_length", FieldReference.Parse("[http][request][body][bytes]")),
        ("content_type", FieldReference.Parse("[http][request][mime_type]")),
    ];

    /// <summary>The sender's address.</summary>
    public FieldReference Host { get; } = mode.Field("host", "[host][ip]");

    /// <summary>The request's headers, method and path.</summary>
    public FieldReference Headers { get; } = mode.Field("headers", "[@metadata][input][http][request][headers]");

    /// <summary>The name that the request was sent to.</summary>
    public FieldReference? Domain { get; } = mode.OptionalField(null, "[url][domain]");

    /// <summary>The port that the request was sent to.</summary>
    public FieldReference? Port { get; } = mode.OptionalField(null, "[url][port]");

    /// <summary>The headers that have a field of their own beside <see cref="Headers"/>.</summary>
    public IReadOnlyList<(string Header, FieldReference Field)> Copies { get; } = mode.Choose(disabled: [], ecs: OfHeaders);
}
