using System.Net;

namespace El4k.Collector.Plugins;

/// <summary>A source of events.</summary>
/// <remarks>
/// The life of an input: built by its constructor <c>(TOptions, PluginContext)</c>, which opens nothing; <see cref="StartAsync"/> once;
/// <see cref="RunAsync"/>, again one second after it has thrown; disposed if it is <see cref="IAsyncDisposable"/>. An input that has come to its end returns from <see cref="RunAsync"/>.
/// </remarks>
public interface IInput
{
    /// <summary>Where the input listens, once started; null when it does not listen.</summary>
    EndPoint? LocalEndPoint => null;

    /// <summary>Opens what others see, such as the port, so that the pipeline can tell at start that it cannot work.</summary>
    /// <exception cref="PluginStartException">The input cannot work; the message names the option to change.</exception>
    Task StartAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Reads and publishes until the source ends or <paramref name="stop"/> is asked for; what was read is published before it returns.</summary>
    Task RunAsync(InputContext context, CancellationToken stop);
}
