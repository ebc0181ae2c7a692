using System.Text;

namespace El4k.Collector.Plugins.Outputs.Elasticsearch;

/// <summary>Checks what the types of the options of <c>elasticsearch</c> do not.</summary>
internal static class ElasticsearchOptionsCheck
{
    /// <exception cref="PluginOptionException">An option cannot be meant.</exception>
    public static void Check(ElasticsearchOptions options)
    {
        if (options.User is not null && options.ApiKey is not null)
        {
            throw new PluginOptionException("api_key", "give user and password, or an API key, not both");
        }

        if (options.User is not null && options.Password is null)
        {
            throw new PluginOptionException("password", "a user is given without a password");
        }

        if (options.DataStream is not ("auto" or "false"))
        {
            throw new PluginOptionException("data_stream", $"\"{options.DataStream}\" is not known; give auto or false");
        }

        if (options.CompressionLevel is < 0 or > 9)
        {
            throw new PluginOptionException("compression_level", $"the level lies between 0 (off) and 9, not {options.CompressionLevel}");
        }

        CheckPositive("timeout", options.Timeout);
        CheckPositive("resurrect_delay", options.ResurrectDelay);
        CheckPositive("retry_initial_interval", options.RetryInitialInterval);
        CheckPositive("retry_max_interval", options.RetryMaxInterval);
    }

    /// <summary>The key as the protocol sends it: <c>id:key</c> is encoded, anything else is so already.</summary>
    public static string? EncodedApiKey(string? key) =>
        key is not null && key.Contains(':', StringComparison.Ordinal) ? Convert.ToBase64String(Encoding.UTF8.GetBytes(key)) : key;

    private static void CheckPositive(string option, double seconds)
    {
        if (seconds <= 0)
        {
            throw new PluginOptionException(option, "the number of seconds must be greater than 0");
        }
    }
}
