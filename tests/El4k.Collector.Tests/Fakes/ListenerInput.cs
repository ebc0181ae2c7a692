using El4k.Collector.Plugins;

namespace El4k.Collector.Tests.Fakes;

/// <summary>An input with an option that must be given.</summary>
internal sealed class ListenerInput(ListenerOptions options, PluginContext context) : IInput
{
    public int Port => options.Port;

    public string Id => context.Id;

    public Task RunAsync(InputContext context, CancellationToken stop) => Task.CompletedTask;
}
