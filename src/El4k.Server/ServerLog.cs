namespace El4k.Server;

/// <summary>The program's own log: a line to stderr each, so that stdout stays for outputs.</summary>
internal static class ServerLog
{
    public static void Write(string line) => Console.Error.WriteLine("el4k: " + line);
}
