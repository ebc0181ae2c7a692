using El4k.Collector.Events;
using El4k.Collector.Expressions;

namespace El4k.Collector.Plugins.Outputs.File;

/// <summary>The file of each event; never one outside of the fixed part of the path, whatever the event says.</summary>
internal sealed class EventPath
{
    private readonly StringFormat _format;
    private readonly string? _fixed;

    /// <exception cref="PluginOptionException">The path is empty, or its first folder is not fixed.</exception>
    public EventPath(StringFormat path, string failureName)
    {
        _format = path;
        if (path.Text.Length == 0)
        {
            throw new PluginOptionException("path", "give the file to write to");
        }

        _fixed = path.IsLiteral ? Path.GetFullPath(path.Text) : null;
        var firstField = path.Text.IndexOf("%{", StringComparison.Ordinal);
        var fixedPart = path.IsLiteral ? path.Text : path.Text[..firstField];
        var slash = fixedPart.LastIndexOf('/');
        Root = Path.GetFullPath(slash <= 0 ? (Path.IsPathRooted(fixedPart) ? "/" : ".") : fixedPart[..slash]);
        if (!path.IsLiteral && Path.GetPathRoot(Root) == Root)
        {
            throw new PluginOptionException("path", $"the first folder of \"{path.Text}\" must be fixed, so that no event chooses where in the system it is written");
        }

        Failures = Path.Combine(Root, failureName);
        if (Path.GetDirectoryName(Failures) != Root)
        {
            throw new PluginOptionException("filename_failure", $"\"{failureName}\" is no name of a file");
        }
    }

    /// <summary>The folder that every file lies in.</summary>
    public string Root { get; }

    /// <summary>The file for events whose own path cannot be.</summary>
    public string Failures { get; }

    /// <summary>The file of an event; null when it would lie outside of the root, or can be no file's name.</summary>
    public string? Of(Event source)
    {
        if (_fixed is not null)
        {
            return _fixed;
        }

        var text = _format.Format(source);
        if (text.Contains('\0'))
        {
            return null;
        }

        var path = Path.GetFullPath(text);
        return path.Length > Root.Length + 1 && path.StartsWith(Root, StringComparison.Ordinal) && path[Root.Length] == '/' && path[^1] != '/' ? path : null;
    }
}
