using System.Diagnostics.CodeAnalysis;

namespace El4k.Collector.Plugins.Outputs.Http;

/// <summary>The address of a request.</summary>
internal static class HttpTarget
{
    /// <summary>Reads an absolute URL of http or https.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Uri? target) =>
        Uri.TryCreate(text, UriKind.Absolute, out target) && target.Scheme is ("http" or "https") && target.Host.Length > 0;

    /// <summary>The server, as messages name it: without a user and a password.</summary>
    public static string ServerOf(Uri target) => target.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
}
