require('./launch.cjs').launch('app');
