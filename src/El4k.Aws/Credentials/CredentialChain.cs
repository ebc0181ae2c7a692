using System.Text;
using Amazon.Runtime;

namespace El4k.Aws.Credentials;

/// <summary>Finds credentials where AWS's own programs find them, in the order options, file, environment, web identity, profile, container, instance.</summary>
/// <remarks>
/// The search takes place at the first call, so that building one costs nothing. The way that was found is kept; what fails is searched again by the next call.
/// Safe for all threads.
/// </remarks>
public sealed class CredentialChain : IAwsCredentialSource, IDisposable
{
    private readonly CredentialSettings _settings;
    private readonly Func<string, string?> _environment;
    private readonly SemaphoreSlim _search = new(1, 1);
    private volatile AWSCredentials? _found;

    /// <summary>Makes a chain.</summary>
    /// <param name="settings">What was configured.</param>
    /// <param name="environment">Looks up an environment variable; null for the process's own. Profile files and metadata services always follow the process's.</param>
    public CredentialChain(CredentialSettings settings, Func<string, string?>? environment = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _settings = settings;
        _environment = environment ?? Environment.GetEnvironmentVariable;
    }

    /// <inheritdoc/>
    public async ValueTask<AwsCredentials> GetAsync(CancellationToken cancellation)
    {
        var credentials = _found ?? await SearchAsync(cancellation).ConfigureAwait(false);
        return await ReadAsync(credentials, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        (_found as IDisposable)?.Dispose();
        _search.Dispose();
    }

    private async Task<AWSCredentials> SearchAsync(CancellationToken cancellation)
    {
        await _search.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_found is { } present)
            {
                return present;
            }

            var source = _settings.RoleArn is not null && _settings.WebIdentityTokenFile is not null ? null : await FindSourceAsync(cancellation).ConfigureAwait(false);
            var found = _settings.RoleArn is null ? source! : new AssumedRole(_settings, source);
            return _found = found;
        }
        finally
        {
            _search.Release();
        }
    }

    private async Task<AWSCredentials> FindSourceAsync(CancellationToken cancellation)
    {
        var tried = new StringBuilder();
        foreach (var way in CredentialWays.All)
        {
            var (credentials, whyNot) = Open(way);
            if (credentials is not null)
            {
                try
                {
                    await credentials.GetCredentialsAsync().WaitAsync(way.Patience, cancellation).ConfigureAwait(false);
                    return credentials;
                }
                catch (Exception failure) when (failure is not OperationCanceledException and not OutOfMemoryException)
                {
                    whyNot = failure is TimeoutException ? $"no answer within {way.Patience.TotalSeconds:0} s" : FirstLine(failure);
                    (credentials as IDisposable)?.Dispose();
                    if (way.IsMeant)
                    {
                        // Whoever gave keys means these and no others.
                        throw new AwsCredentialsException($"The AWS credentials of {way.Name} cannot be used: {whyNot}", failure);
                    }
                }
            }

            tried.Append(tried.Length == 0 ? "" : "; ").Append(way.Name).Append(": ").Append(whyNot);
        }

        throw new AwsCredentialsException($"No AWS credentials were found. Tried {tried}.");
    }

    // A place that cannot be read, such as a profile of a kind that is not supported, is said like one that is empty.
    private (AWSCredentials? Credentials, string WhyNot) Open(CredentialWay way)
    {
        try
        {
            return way.Open(_settings, _environment);
        }
        catch (Exception failure) when (failure is not AwsCredentialsException and not OutOfMemoryException)
        {
            return (null, FirstLine(failure));
        }
    }

    private static async ValueTask<AwsCredentials> ReadAsync(AWSCredentials credentials, CancellationToken cancellation)
    {
        try
        {
            var keys = await credentials.GetCredentialsAsync().WaitAsync(cancellation).ConfigureAwait(false);
            return new AwsCredentials(keys.AccessKey, keys.SecretKey, string.IsNullOrEmpty(keys.Token) ? null : keys.Token);
        }
        catch (Exception failure) when (failure is not OperationCanceledException and not OutOfMemoryException)
        {
            throw new AwsCredentialsException($"The AWS credentials could not be renewed: {FirstLine(failure)}", failure);
        }
    }

    private static string FirstLine(Exception failure)
    {
        var inner = failure;
        while (inner.InnerException is { } next)
        {
            inner = next;
        }

        var text = inner == failure ? failure.Message : $"{failure.Message} ({inner.Message})";
        return text.ReplaceLineEndings(" ").TrimEnd('.', ' ');
    }
}
