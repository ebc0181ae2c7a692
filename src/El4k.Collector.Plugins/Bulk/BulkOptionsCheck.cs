using System.IO.Compression;
using El4k.Collector.Expressions;
using El4k.Collector.Plugins.Network;
using El4k.Elasticsearch;

namespace El4k.Collector.Plugins.Bulk;

/// <summary>Turns the options that outputs to a store share into what they are made of, and checks what the options' types do not.</summary>
internal static class BulkOptionsCheck
{
    private const long MostFlushBytes = 512L * 1024 * 1024;

    private static readonly StringFormat DefaultAction = StringFormat.Parse("index");
    private static readonly string[] Actions = ["index", "create", "update", "delete"];

    /// <param name="options">The options.</param>
    /// <param name="api">Which kind of template the store shall get.</param>
    /// <param name="names">What things are called that the options do not name.</param>
    /// <exception cref="PluginOptionException">An option cannot be meant.</exception>
    public static BulkSettings Settings(BulkOptions options, TemplateApi api, StoreNames names)
    {
        var action = options.Action ?? DefaultAction;
        Check(options, action);
        var isConstant = action.IsLiteral;
        return new BulkSettings
        {
            Index = options.Index ?? names.Index,
            RefusesMissing = options.DlqOnFailedIndexName,
            Action = isConstant ? Enum.Parse<BulkAction>(action.Text, ignoreCase: true) : BulkAction.Index,
            ActionOfEvent = isConstant ? null : action,
            DocumentId = options.DocumentId,
            Routing = options.Routing,
            Pipeline = options.Pipeline,
            Version = options.Version,
            VersionType = options.VersionType,
            Parent = options.Parent,
            JoinField = options.JoinField,
            Update = isConstant && action.Text != "update" ? null : Update(options),
            RetryInitialInterval = TimeSpan.FromSeconds(options.RetryInitialInterval),
            RetryMaxInterval = TimeSpan.FromSeconds(options.RetryMaxInterval),
            DeadLetterCodes = options.DlqCustomCodes,
            DroppedErrors = options.DropErrorTypes,
            SilencedErrors = options.SilenceErrorsInLog,
            Template = Template(options, api, names),
        };
    }

    /// <summary>What the client of the store is made of, but for who may enter.</summary>
    public static ElasticsearchClientOptions Client(BulkOptions options, IReadOnlyList<Uri> hosts, HttpMessageHandler handler, PluginContext context) => new()
    {
        Hosts = hosts,
        User = options.User,
        Password = options.Password,
        RequestTimeout = TimeSpan.FromSeconds(options.Timeout),
        HostPause = TimeSpan.FromSeconds(options.ResurrectDelay),
        CompressBulk = options.HttpCompression || options.CompressionLevel > 0,
        BulkCompression = options.CompressionLevel switch { <= 3 => CompressionLevel.Fastest, <= 6 => CompressionLevel.Optimal, _ => CompressionLevel.SmallestSize },
        BulkPath = options.BulkPath is null ? null : "/" + options.BulkPath.TrimStart('/'),
        Query = string.Join('&', options.Parameters.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}")),
        Headers = options.CustomHeaders,
        Handler = handler,
        TimeProvider = context.Clock,
    };

    /// <summary>The bytes after which a request is sent.</summary>
    /// <exception cref="PluginOptionException">It is none, or more than a buffer holds.</exception>
    public static long FlushBytes(string option, ByteSize? given) => given is not { } size ? BulkSettings.DefaultFlushBytes
        : size.Bytes is > 0 and <= MostFlushBytes ? size.Bytes
        : throw new PluginOptionException(option, $"a request has between 1 byte and {MostFlushBytes / (1024 * 1024)} MiB");

    private static void Check(BulkOptions options, StringFormat action)
    {
        if (options.User is not null && options.Password is null)
        {
            throw new PluginOptionException("password", "a user is given without a password");
        }

        if (action.IsLiteral && Array.IndexOf(Actions, action.Text) < 0)
        {
            throw new PluginOptionException("action", $"\"{action}\" is none of index, create, update and delete, and no format with a field such as \"%{{[@metadata][action]}}\"");
        }

        if (action is { IsLiteral: true, Text: "update" or "delete" } && options.DocumentId is null)
        {
            throw new PluginOptionException("document_id", $"action => \"{action}\" needs the id of the document: give document_id");
        }

        if (options.ScriptType is not ("inline" or "indexed"))
        {
            throw new PluginOptionException("script_type", $"\"{options.ScriptType}\" is not known; give inline or indexed");
        }

        if (options.JoinField is not null && options.Parent is null)
        {
            throw new PluginOptionException("join_field", "a join field needs the parent's id: give parent");
        }

        if (options.CompressionLevel is < 0 or > 9)
        {
            throw new PluginOptionException("compression_level", $"the level lies between 0 (off) and 9, not {options.CompressionLevel}");
        }

        CheckHeaders(options.CustomHeaders);
        CheckPositive("timeout", options.Timeout);
        CheckPositive("resurrect_delay", options.ResurrectDelay);
        CheckPositive("retry_initial_interval", options.RetryInitialInterval);
        CheckPositive("retry_max_interval", options.RetryMaxInterval);
    }

    private static void CheckHeaders(OptionMap<string, string> headers)
    {
        using var request = new HttpRequestMessage();
        foreach (var (name, value) in headers)
        {
            HeaderText.Check("custom_headers", name, value);
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                throw new PluginOptionException("custom_headers", $"\"{name}\" follows from the body and is written with it: leave it out");
            }
        }
    }

    private static UpdateSettings Update(BulkOptions options) => new()
    {
        DocAsUpsert = options.DocAsUpsert,
        Upsert = options.Upsert is { Text.Length: > 0 } upsert ? upsert : null,
        Script = options.Script is { Text.Length: > 0 } script ? script : null,
        IsStoredScript = options.ScriptType == "indexed",
        ScriptLanguage = options.ScriptLang,
        ScriptVariable = options.ScriptVarName,
        ScriptedUpsert = options.ScriptedUpsert,
        RetryOnConflict = options.RetryOnConflict,
    };

    private static StoreTemplate? Template(BulkOptions options, TemplateApi api, StoreNames names)
    {
        if (options.ManageTemplate == false)
        {
            return null;
        }

        var name = options.TemplateName ?? names.Template;
        return options.Template is { } file
            ? StoreTemplate.FromFile(name, file, options.TemplateOverwrite, api)
            : StoreTemplate.Default(name, names.TemplatePattern, options.TemplateOverwrite, api);
    }

    private static void CheckPositive(string option, double seconds)
    {
        if (seconds <= 0)
        {
            throw new PluginOptionException(option, "the number of seconds must be greater than 0");
        }
    }
}
