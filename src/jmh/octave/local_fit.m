% Seconds and log-likelihood of one local fit by a user's copy of the authors' code.
% Usage: octave-cli local_fit.m FOLDER ROWS.csv K SEED
% The folder has MixtureOfExperts(X, y, K, options) and get_options(name), which are called with the defaults.
warning('off', 'all');
arguments = argv();
addpath(genpath(arguments{1}));
if exist('kmeans') == 0
  pkg load statistics
end
warning('off', 'all');
table = dlmread(arguments{2}, ',', 1, 0);
X = table(:, 1:end - 1);
y = table(:, end);
seed = str2double(arguments{4});
rand('twister', seed);
randn('twister', seed);
options = get_options('default');
options.verbose = 0;
before = tic();
fitted = MixtureOfExperts(X, y, str2double(arguments{3}), options);
seconds = toc(before);
printf('%.6g %.10g\n', seconds, fitted.stats.ml);
