using System.Diagnostics;

namespace El4k.Client.Wire;

/// <summary>Writes exceptions as Monolog 3 does: class, message, code, file with line, and the previous ones inside.</summary>
internal static class ExceptionWriter
{
    public static void Write(JsonBuffer json, Exception exception, int maxText) => Write(json, exception, maxText, depth: 1);

    private static void Write(JsonBuffer json, Exception exception, int maxText, int depth)
    {
        json.BeginObject();
        json.Name("class");
        json.Text(exception.GetType().FullName, maxText);
        json.Name("message");
        json.Text(MessageOf(exception), maxText);
        json.Name("code");
        json.Number((long)exception.HResult);
        if (Origin(exception) is { } file)
        {
            json.Name("file");
            json.Text(file, maxText);
        }

        if (exception.InnerException is { } previous && depth < WireLimits.MaxDepth)
        {
            json.Name("previous");
            Write(json, previous, maxText, depth + 1);
        }

        json.EndObject();
    }

    // Message may be overridden by code that itself throws; the log of a failure must survive that.
    private static string MessageOf(Exception exception)
    {
        try
        {
            return exception.Message;
        }
        catch (Exception second)
        {
            return $"({second.GetType().FullName} while reading the message)";
        }
    }

    private static string? Origin(Exception exception)
    {
        if (exception.StackTrace is null)
        {
            return null;
        }

        var frame = new StackTrace(exception, fNeedFileInfo: true).GetFrame(0);
        return frame?.GetFileName() is { } name ? $"{name}:{frame.GetFileLineNumber()}" : null;
    }
}
