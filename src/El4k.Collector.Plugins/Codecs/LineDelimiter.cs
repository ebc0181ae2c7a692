using System.Text;

namespace El4k.Collector.Plugins.Codecs;

/// <summary>The option <c>delimiter</c>, which the codecs for lines share.</summary>
internal static class LineDelimiter
{
    /// <exception cref="PluginOptionException">The delimiter is empty.</exception>
    public static byte[] Resolve(string delimiter) =>
        delimiter.Length > 0
            ? Encoding.UTF8.GetBytes(DelimiterText.Read(delimiter))
            : throw new PluginOptionException("delimiter", "the delimiter must not be empty; leave the option out for a newline");
}
