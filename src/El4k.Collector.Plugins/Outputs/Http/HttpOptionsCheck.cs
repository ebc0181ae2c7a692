using System.Globalization;
using El4k.Collector.Plugins.Network;

namespace El4k.Collector.Plugins.Outputs.Http;

/// <summary>Checks what the types of the options of <c>http</c> do not.</summary>
internal static class HttpOptionsCheck
{
    private const int MaxAutomaticRetries = 100;

    /// <exception cref="PluginOptionException">An option cannot be meant.</exception>
    public static void Check(HttpOutputOptions options, PluginLog log)
    {
        if (options.Url.Text.Length == 0 || (options.Url.IsLiteral && !HttpTarget.TryParse(options.Url.Text, out _)))
        {
            throw new PluginOptionException("url", $"\"{options.Url.Text}\" is no URL of http or https");
        }

        if (options.Format == BodyFormat.Message && options.Message is null)
        {
            throw new PluginOptionException("message", "format => message sends the text of the option message: give it");
        }

        if (options.Format == BodyFormat.Message && options.Mapping is not null)
        {
            log.Warning("The option mapping of http has no effect with format => message.");
        }

        if (options.User is not null && options.Password is null)
        {
            throw new PluginOptionException("password", "a user is given without a password");
        }

        if (options.ContentType is { } contentType)
        {
            HeaderText.CheckValue("content_type", "it", contentType);
        }

        CheckCodes("retryable_codes", options.RetryableCodes);
        CheckCodes("ignorable_codes", options.IgnorableCodes);
        CheckSeconds("request_timeout", options.RequestTimeout);
        CheckSeconds("socket_timeout", options.SocketTimeout);
        CheckSeconds("connect_timeout", options.ConnectTimeout);
        CheckCount("pool_max", options.PoolMax, 1, 1000);
        CheckCount("pool_max_per_route", options.PoolMaxPerRoute, 1, 1000);
        CheckCount("automatic_retries", options.AutomaticRetries, 0, MaxAutomaticRetries);
    }

    private static void CheckCodes(string option, IReadOnlyList<int> codes)
    {
        foreach (var code in codes)
        {
            CheckCount(option, code, 100, 599);
        }
    }

    private static void CheckSeconds(string option, double seconds)
    {
        if (seconds is not (> 0 and <= 86_400))
        {
            throw new PluginOptionException(option, "the number of seconds lies above 0 and up to 86400");
        }
    }

    private static void CheckCount(string option, int value, int least, int most)
    {
        if (value < least || value > most)
        {
            throw new PluginOptionException(option, string.Create(CultureInfo.InvariantCulture, $"it lies between {least} and {most}, not {value}"));
        }
    }
}
