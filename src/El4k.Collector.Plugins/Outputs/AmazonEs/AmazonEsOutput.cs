using El4k.Aws.Credentials;
using El4k.Aws.Regions;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Aws;
using El4k.Collector.Plugins.Bulk;
using El4k.Elasticsearch;

namespace El4k.Collector.Plugins.Outputs.AmazonEs;

/// <summary>Sends events to a domain of the Amazon OpenSearch Service, each request signed.</summary>
internal sealed class AmazonEsOutput : IOutput, IMonitoringOutput, IAsyncDisposable
{
    private readonly SignedRequests _requests;
    private readonly BulkSender _sender;

    /// <exception cref="PluginOptionException">An option cannot be meant.</exception>
    public AmazonEsOutput(AmazonEsOptions options, PluginContext context)
    {
        // Logstash's output knows nothing of ecs_compatibility.
        var names = new StoreNames(EcsCompatibility.Disabled);
        var settings = BulkOptionsCheck.Settings(options.SkipTemplateInstallation ? options with { ManageTemplate = false } : options, TemplateApi.Auto, names);
        settings = settings with { FlushBytes = BulkOptionsCheck.FlushBytes("max_bulk_bytes", options.MaxBulkBytes) };
        var hosts = Hosts(options);
        _requests = new SignedRequests(Keys(options), options.ServiceName, StoreHandler.Create(options, context), context);
        _sender = new BulkSender(new ElasticsearchClient(BulkOptionsCheck.Client(options, hosts, _requests.Handler, context)), settings, context);
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(ReadOnlyMemory<Event> events, CancellationToken cancellation) => _sender.WriteAsync(events, cancellation);

    /// <inheritdoc/>
    public ValueTask<bool> WriteMonitoringAsync(string index, ReadOnlyMemory<Event> documents, CancellationToken cancellation) =>
        _sender.WriteMonitoringAsync(index, documents, cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _sender.Dispose();
        _requests.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The domain's addresses.</summary>
    /// <exception cref="PluginOptionException">One is none, or the protocol or port cannot be meant.</exception>
    internal static IReadOnlyList<Uri> Hosts(AmazonEsOptions options)
    {
        if (options.Protocol is not ("http" or "https"))
        {
            throw new PluginOptionException("protocol", $"\"{options.Protocol}\" is neither https nor http");
        }

        if (options.Port is < 1 or > 65535)
        {
            throw new PluginOptionException("port", $"a port lies between 1 and 65535, not {options.Port}");
        }

        return HostUris.Resolve(options.Hosts, options.Protocol == "https", options.Path, _ => options.Port);
    }

    private static CredentialSettings Keys(AmazonEsOptions options)
    {
        if (options.User is not null)
        {
            throw new PluginOptionException("user", "amazon_es signs its requests, which leaves no room for a user and password; use the output opensearch with auth_type => { type => \"basic\" }");
        }

        if (options.AccessKeyId is null != options.SecretAccessKey is null)
        {
            var missing = options.AccessKeyId is null ? "aws_access_key_id" : "aws_secret_access_key";
            throw new PluginOptionException(missing, "aws_access_key_id and aws_secret_access_key go together: give both, or neither to use the keys of the environment, a profile or a role");
        }

        return new CredentialSettings
        {
            AccessKeyId = options.AccessKeyId,
            SecretAccessKey = options.SecretAccessKey,
            SessionToken = options.SessionToken,
            RoleArn = options.RoleArn,
            RoleSessionName = options.RoleSessionName,
            Region = AwsRegion.Resolve(options.Region),
        };
    }
}
