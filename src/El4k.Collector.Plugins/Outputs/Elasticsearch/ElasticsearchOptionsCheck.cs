using System.Text;
using El4k.Collector.Expressions;
using El4k.Collector.Plugins.Bulk;

namespace El4k.Collector.Plugins.Outputs.Elasticsearch;

/// <summary>Turns the options that only <c>elasticsearch</c> has into what they mean.</summary>
internal static class ElasticsearchOptionsCheck
{
    /// <summary>What bulk requests are made of.</summary>
    /// <exception cref="PluginOptionException">An option cannot be meant.</exception>
    public static BulkSettings Settings(ElasticsearchOptions options, PluginContext context)
    {
        CheckEntry(options);
        CheckWords(options);
        var settings = BulkOptionsCheck.Settings(options, options.TemplateApi, new StoreNames(context.EcsCompatibility));
        if (IsForDataStream(options, context))
        {
            return ToDataStream(options, settings);
        }

        if ((options.DataStreamType ?? options.DataStreamDataset ?? options.DataStreamNamespace) is not null)
        {
            throw new PluginOptionException("data_stream", "the name of a data stream is given, but data_stream => true is not: give it, or leave the name out");
        }

        if (options.IlmEnabled != "true")
        {
            return settings;
        }

        context.Log.Warning(
            $"ilm_enabled => true: EL4K makes no policies and no aliases. {(options.IlmRolloverAlias is { } alias ? $"Documents go to \"{alias}\", which has to be an alias that rolls over." : "Documents go to the names of index.")} In EL4K's own store, --retention removes old indices.");
        return options.IlmRolloverAlias is { } name ? settings with { Index = StringFormat.Parse(name, escapes: context.FieldEscapes) } : settings;
    }

    /// <summary>The store's addresses.</summary>
    /// <exception cref="PluginOptionException">An address is none.</exception>
    public static IReadOnlyList<Uri> Hosts(ElasticsearchOptions options) =>
        options.CloudId is { } id ? [FromCloudId(id)] : HostUris.Resolve(options.Hosts, options.SslEnabled, options.Path);

    /// <summary>The user and password, from whichever option has them.</summary>
    /// <exception cref="PluginOptionException">It is no user and password.</exception>
    public static (string? User, string? Password) Login(ElasticsearchOptions options)
    {
        if (options.CloudAuth is not { } text)
        {
            return (options.User, options.Password);
        }

        return text.Split(':', 2) is [{ Length: > 0 } user, { Length: > 0 } password] ? (user, password)
            : throw new PluginOptionException("cloud_auth", "the value has the form \"user:password\"");
    }

    /// <summary>The key as the protocol sends it: <c>id:key</c> is encoded, anything else is so already.</summary>
    public static string? EncodedApiKey(string? key) =>
        key is not null && key.Contains(':', StringComparison.Ordinal) ? Convert.ToBase64String(Encoding.UTF8.GetBytes(key)) : key;

    private static void CheckEntry(ElasticsearchOptions options)
    {
        if ((options.User ?? options.CloudAuth) is not null && options.ApiKey is not null)
        {
            throw new PluginOptionException("api_key", "give user and password, or an API key, not both");
        }

        if (options.User is not null && options.CloudAuth is not null)
        {
            throw new PluginOptionException("cloud_auth", "give user and password, or cloud_auth, not both");
        }
    }

    private static void CheckWords(ElasticsearchOptions options)
    {
        if (options.DataStream is not ("auto" or "true" or "false"))
        {
            throw new PluginOptionException("data_stream", $"\"{options.DataStream}\" is not known; give auto, true or false");
        }

        if (options.IlmEnabled is not ("auto" or "true" or "false"))
        {
            throw new PluginOptionException("ilm_enabled", $"\"{options.IlmEnabled}\" is not known; give auto, true or false");
        }
    }

    private static bool IsForDataStream(ElasticsearchOptions options, PluginContext context)
    {
        if (options.DataStream != "auto" || context.EcsCompatibility == EcsCompatibility.Disabled)
        {
            return options.DataStream == "true";
        }

        if (IndexOnlyOptions.FirstGiven(options) is not { } option)
        {
            context.Log.Info("Documents go to data streams, as ecs_compatibility is not disabled and nothing that is given asks for an index. For indices give data_stream => false.");
            return true;
        }

        context.Log.Info($"Documents go to indices: {option} is given, which data streams do not have.");
        return false;
    }

    // A data stream only takes new documents, has its own templates, and its name follows a scheme.
    private static BulkSettings ToDataStream(ElasticsearchOptions options, BulkSettings settings)
    {
        if (options.Index is not null)
        {
            throw new PluginOptionException("index", "with data_stream => true the name is made of data_stream_type, data_stream_dataset and data_stream_namespace; leave index out");
        }

        if (options.Action is not (null or { Text: "index" or "create" }))
        {
            throw new PluginOptionException("action", $"a data stream only takes new documents: leave action out, or give create, not \"{options.Action}\"");
        }

        return settings with
        {
            Action = BulkAction.Create,
            DataStream = new DataStream(
                options.DataStreamType ?? "logs",
                options.DataStreamDataset ?? "generic",
                options.DataStreamNamespace ?? "default",
                options.DataStreamAutoRouting,
                options.DataStreamSyncFields),
            Template = null,
        };
    }

    // NAME:base64(HOST$ID-OF-ELASTICSEARCH$…)
    private static Uri FromCloudId(string id)
    {
        try
        {
            var parts = Encoding.UTF8.GetString(Convert.FromBase64String(id[(id.LastIndexOf(':') + 1)..])).Split('$');
            if (parts is [{ Length: > 0 } host, { Length: > 0 } deployment, ..])
            {
                var name = host.Split(':', 2);
                return new Uri($"https://{deployment}.{name[0]}:{(name.Length > 1 ? name[1] : "443")}");
            }
        }
        catch (FormatException)
        {
            // Said below, with what a right one looks like.
        }

        throw new PluginOptionException("cloud_id", $"\"{id}\" is no id of a deployment; copy it from the deployment's page, where it looks like \"name:ZXUt…\"");
    }
}
